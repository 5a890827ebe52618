using Adapter.Contracts;
using Adapter.Tests.Support;

namespace Adapter.Tests.Contracts;

/// <summary>Names, codes, dates and texts of the hostile kind: judged by the rules that there are, and by no invented one.</summary>
public sealed class HostileTextTests
{
    [Theory]
    [InlineData("买买提·艾力")]
    [InlineData("𠮷野")]
    [InlineData("䶮㛃𬱖𫖯")]
    [InlineData("\u9FA6\U00030000")]
    [InlineData("葛\U000E0100")]
    [InlineData("\uFA19田")]
    [InlineData("e\u0301")]
    [InlineData("NULL")]
    [InlineData("O'Brien")]
    [InlineData("<script>alert(1)</script>")]
    public void A_rare_or_odd_name_is_no_fault(string name) => Assert.Empty(Verdict.At(Some.Application(), "AAC003", name));

    [Theory]
    [InlineData("张\u00A0伟")]
    [InlineData("张\u2009伟")]
    [InlineData("张\u1680伟")]
    public void Only_the_two_named_spaces_are_refused_in_a_name(string name) =>
        Assert.DoesNotContain(Verdict.Findings(Some.Application().With("AAC003", name)), finding => finding.IsError);

    [Fact]
    public void A_stored_name_is_never_normalised()
    {
        foreach (var name in new[] { "\uFA19田", "e\u0301", "葛\U000E0100", "买买提•艾力", "ｘ" })
        {
            var read = MessageReader.Read(Agreement.Embedded.Kind("application"), System.Text.Encoding.UTF8.GetBytes(Some.Application().With("AAC003", name).ToJson()));
            Assert.Equal(name, read["AAC003"]);
        }
    }

    [Theory]
    [InlineData(25, false, false)]
    [InlineData(26, false, true)]
    [InlineData(50, false, true)]
    [InlineData(51, true, false)]
    public void Characters_over_refuse_and_bytes_over_warn(int characters, bool refused, bool warned)
    {
        var found = Verdict.At(Some.Application(), "AAC003", new string('汉', characters));

        Assert.Equal((refused, warned), (found.Contains("length"), found.Contains("length.bytes")));
    }

    [Theory]
    [InlineData("AAC004", "1 ")]
    [InlineData("AAC004", "１")]
    [InlineData("AAC004", "01")]
    [InlineData("AAC004", "男")]
    [InlineData("AAC004", "true")]
    [InlineData("AAC005", "1")]
    [InlineData("AAC011", "30\0")]
    [InlineData("ADC222", "y")]
    [InlineData("AJC093", "031")]
    [InlineData("AAC058", "1")]
    public void A_code_is_compared_to_the_character(string field, string value) =>
        Assert.Contains("code", Verdict.At(Some.Application(), field, value));

    [Theory]
    [InlineData("AAC067", "1380013800５")]
    [InlineData("AAC067", "+8613800138000")]
    [InlineData("AAC067", "1380013800O")]
    [InlineData("AAE005", "010-88888888，0531-8888888")]
    [InlineData("AAE005", "010－88888888")]
    [InlineData("ACA112", "厨师|保安|司机|电工")]
    [InlineData("AAE127", "２０２６０２１０")]
    [InlineData("AAE127", "20260210000000")]
    [InlineData("AAE127", "20260214")]
    public void A_near_miss_is_an_error(string field, string value) =>
        Assert.Contains(Verdict.Findings(Some.Application().With(field, value)), finding => finding.Field == field && finding.IsError);

    [Theory]
    [InlineData("<img src=x onerror=alert(1)>", false)]
    [InlineData("\"><svg/onload=alert(1)>", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("{{7*7}}${jndi:ldap://x}", false)]
    [InlineData("' OR 1=1--", false)]
    [InlineData("%' ESCAPE '\\", false)]
    [InlineData("=cmd|'/C calc'!A0", false)]
    [InlineData("＝1+1", false)]
    [InlineData("@SUM(A1)", false)]
    [InlineData("../../etc/passwd", false)]
    [InlineData("%0d%0a", false)]
    [InlineData("-0", false)]
    [InlineData("👩‍👩‍👧", true)]
    [InlineData("\t=1+1", true)]
    [InlineData("a\r\nlevel=info", true)]
    [InlineData("\u001B]0;x\u0007", true)]
    [InlineData("\u001B[2J", true)]
    [InlineData("\u202Eexe.txt", true)]
    [InlineData("a\u2028b", true)]
    public void An_injection_in_a_free_text_is_kept_and_at_most_doubted(string text, bool doubted)
    {
        foreach (var field in Some.Application().Kind.Fields.Where(field => field is { Tables: [], Length: >= 100 }))
            Assert.Equal(doubted, Verdict.At(Some.Application().With("AJC093", "90"), field.Code, text).Contains("text.control"));
        Assert.DoesNotContain(Verdict.Findings(Some.Application().With("AAE815", text)), finding => finding.IsError);
        Assert.DoesNotContain(Verdict.Findings(Some.Application().With("AAC010", text)), finding => finding.IsError);
    }

    [Theory]
    [InlineData("a", 1 << 16)]
    [InlineData("\u0301", 10_000)]
    public void A_very_long_text_is_one_error(string part, int times) => Assert.Equal(["AAE815 length error"],
        Verdict.On(Some.Application().With("AAE815", FieldCases.Many(part, times))));
}
