using Adapter.Ministry;
using Adapter.Tests.Support;

namespace Adapter.Tests.Ministry;

public class VerdictTests
{
    static readonly Verdict Verdict = new(MinistryRig.Profile);

    [Fact]
    public void Every_code_of_the_profile_has_a_class_a_meaning_and_a_mend()
    {
        var profile = MinistryRig.Profile;
        Assert.All(profile.Codes, rule => Assert.Equal(rule.Class, $"{Verdict.OfCode(rule.Code, "").Class}"));
        Assert.All(profile.ReturnResults, rule => Assert.Equal(rule.Class, $"{Verdict.OfResult(rule.Code, "").Class}"));
        Assert.All(profile.Local, rule => Assert.Equal(rule.Class, $"{Verdict.Local(rule.Code).Class}"));
        Assert.All(profile.Http, rule => Assert.Equal(rule.Class, $"{Verdict.OfStatus(rule.Status, null)!.Class}"));
        Assert.All(profile.Codes.Concat(profile.ReturnResults).Concat(profile.Local), rule => Assert.True(rule.Means.Length > 0 && rule.Mend.Length > 0, rule.Code));
    }

    [Theory]
    [InlineData("id.checksum", "30000005")]
    [InlineData("required", "30000001")]
    [InlineData("rejection.reason", "30000008")]
    [InlineData("a rule nobody named", "30000003")]
    public void A_finding_has_the_platforms_code(string rule, string code) => Assert.Equal(code, MinistryRig.Profile.CodeOfRule(rule));
}
