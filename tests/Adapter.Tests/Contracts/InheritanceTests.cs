using Adapter.Contracts;
using Adapter.Tests.Support;

namespace Adapter.Tests.Contracts;

/// <summary>What the applicant gave wrong does not keep a clerk from answering; what the answer adds or changes does.</summary>
public sealed class InheritanceTests
{
    static readonly Agreement Agreement = Agreement.Embedded;

    /// <summary>The faults of an application that its audit result has too.</summary>
    static IEnumerable<RuleCase> Faults => RuleCases.All.Where(rule => rule.Kind == "application" && rule.Regions.Length == 0
        && rule.IsFound && rule.Findings.All(line => line.EndsWith(" error", StringComparison.Ordinal)) && rule.Rule != "malformed"
        && rule.Name != "a month of an application");

    public static TheoryData<string> Names => new(Faults.Select(rule => rule.ToString()));

    static RuleCase Fault(string name) => Faults.Single(rule => rule.ToString() == name);

    [Theory]
    [MemberData(nameof(Names))]
    public void An_error_of_the_application_is_an_inherited_warning_of_its_result(string name)
    {
        var given = Fault(name).Change(Some.Application());
        var findings = Fault(name).Findings.Select(line => line.Contains(" length ", StringComparison.Ordinal) ? line : line.Replace(" error", " warning inherited"));

        Assert.Equal(findings, Verdict.OnAnswer(Answer(given), given));
        Assert.Equal(findings, Verdict.OnAnswer(Answer(given).With("AAE540", "2").With("AAE360", "联系不上本人"), given));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_is_an_error_without_the_application_or_when_the_applicant_gave_it_right(string name)
    {
        var fault = Fault(name);
        var valid = Some.Application();

        Assert.Equal(fault.Findings, Verdict.On(Answer(fault.Change(valid))));
        Assert.Equal(fault.Findings, Verdict.OnAnswer(Answer(fault.Change(valid)), valid));
    }

    [Fact]
    public void Another_wrong_value_than_the_applicants_is_an_error()
    {
        var given = Some.Application().With("AAC067", "123");

        Assert.Equal(["AAC067 mobile error"], Verdict.OnAnswer(Answer(given).With("AAC067", "124"), given));
        Assert.Equal(["AAC067 required error"], Verdict.OnAnswer(Answer(given).With("AAC067", ""), given));
    }

    [Fact]
    public void Any_field_that_the_rule_reads_must_stand_as_given()
    {
        var given = Some.Application().With("AAC033", "6").With("ALA040", "");

        Assert.Equal(["ALA040 disability.level warning inherited"], Verdict.OnAnswer(Answer(given), given));
        Assert.Equal(["ALA040 disability.level error"], Verdict.OnAnswer(Answer(given), given.With("AAC033", "1")));
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("", " \u3000")]
    [InlineData(" ", null)]
    public void Empty_as_given_is_empty_however_it_is_written(string? applicant, string? result)
    {
        var given = Some.Application().With("AAC011", applicant);

        Assert.Equal(["AAC011 required warning inherited"], Verdict.OnAnswer(Answer(given).With("AAC011", result), given));
    }

    [Fact]
    public void A_value_is_as_given_only_to_the_character()
    {
        var given = Some.Application().With("AAC003", "张 伟");

        Assert.Equal(["AAC003 name.space error"], Verdict.OnAnswer(Answer(given).With("AAC003", "张 伟 "), given));
        Assert.Equal(["AAC003 name.space error"], Verdict.OnAnswer(Answer(given).With("AAC003", "张\u3000伟"), given));
    }

    [Theory]
    [InlineData("AAZ341")]
    [InlineData("AAE540")]
    [InlineData("AAE011")]
    [InlineData("AAE036")]
    public void What_only_the_result_has_is_never_inherited(string field)
    {
        var given = Some.Application();

        Assert.Equal([$"{field} required error"], Verdict.OnAnswer(Answer(given).With(field, ""), given));
    }

    [Fact]
    public void A_reason_that_is_missing_is_the_clerks()
    {
        var given = Some.Application();

        Assert.Equal(["AAE360 rejection.reason error"], Verdict.OnAnswer(Answer(given).With("AAE540", "2"), given));
    }

    [Fact]
    public void What_could_not_be_read_was_not_given()
    {
        var given = Change.Raw("AAC011", "{}")(Some.Application());

        Assert.Equal(["AAC011 required error"], Verdict.OnAnswer(Answer(given), given));
    }

    [Fact]
    public void A_field_too_long_for_the_result_alone_is_an_error_though_the_applicant_gave_it()
    {
        var given = Some.Application().With("AAC010", new string('a', 130)).With("AAC046", new string('a', 101)).With("AAE005", "010-88888888,010-88888888");

        Assert.Equal(["AAE005 length error"], Verdict.On(given));
        Assert.Equal(["AAC010 length error", "AAC046 length error"], Verdict.OnAnswer(Answer(given), given));
    }

    [Fact]
    public void An_inherited_finding_says_that_it_is_the_applicants()
    {
        var given = Some.Application().With("AAC067", "123");
        var finding = Assert.Single(new Validation(Agreement, new()).Check(Answer(given), Some.Today, given));

        Assert.True(finding.Inherited);
        Assert.False(finding.IsError);
        Assert.EndsWith("（与申请人提交的一致，不影响办理。）", finding.Message, StringComparison.Ordinal);
    }

    static Message Answer(Message application)
    {
        var result = application.As(Agreement.Kind("audit-result"));
        foreach (var code in new[] { "AAZ341", "AAE540", "AAE011", "AAE036" }) result = result.With(code, Some.AuditResult()[code]);
        return result;
    }
}
