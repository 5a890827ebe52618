using Adapter.Contracts;
using Adapter.Tests.Support;

namespace Adapter.Tests.Contracts;

public sealed class RuleTests
{
    public static TheoryData<string> Names => new(RuleCases.All.Select(rule => rule.ToString()));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_change_gives_its_findings_and_no_other(string name)
    {
        var rule = RuleCases.All.Single(rule => rule.ToString() == name);

        Assert.Equal(rule.Findings, rule.Look(Some.Record(rule.Kind)));
        Assert.Equal(rule.Findings, rule.Look(Some.Record(rule.Kind, 2)));
        Assert.Equal(rule.Findings, rule.Look(Some.Full(rule.Kind)));
    }

    [Fact]
    public void Every_rule_of_the_validator_is_found_and_not_found()
    {
        var rules = Agreement.Embedded.Rules.Where(rule => rule.ByValidator).Select(rule => rule.Name).ToList();

        Assert.Equal(40, rules.Count);
        Assert.Equal(rules.Order(), RuleCases.All.Where(rule => rule.IsFound).Select(rule => rule.Rule).Distinct().Order());
        Assert.Equal(rules.Order(), RuleCases.All.Where(rule => !rule.IsFound).Select(rule => rule.Rule).Distinct().Order());
    }
}
