using System.Text;
using Adapter.Ministry;
using Adapter.Tests.Support;
using Adapter.Wire;

namespace Adapter.Tests.Ministry;

public class PageTests
{
    const string Id = "330000SYDJ0120260213101530123015000100";
    const string First = """{"ADC201":"SQ1","AAC003":"欧阳·晓明"}""";
    const string Last = """{"ADC201":"SQ3","AAC003":"𠮷田"}""";

    [Fact]
    public void A_page_gives_its_counts_and_its_records_as_they_stand()
    {
        var page = Read(Body(Encoding.UTF8.GetBytes("""{ "ADC201" : "SQ2" }""")));

        Assert.Equal((OutcomeClass.Ok, 3, 1, 1), (page.Outcome.Class, page.TotalCount, page.TotalPage, page.PageNo));
        Assert.Equal([First, """{ "ADC201" : "SQ2" }""", Last], page.Rows.Select(Text));
    }

    public static TheoryData<string, string> BrokenRows => new()
    {
        { "an ill-formed sequence", "{\"ADC201\":\"SQ2\",\"AAC003\":\"\u00FF\u00FE\"}" },
        { "an overlong sequence", "{\"ADC201\":\"SQ2\",\"AAC003\":\"\u00C0\u0080\"}" },
        { "a surrogate in UTF-8", "{\"ADC201\":\"SQ2\",\"AAC003\":\"\u00ED\u00A0\u0080\"}" },
        { "a lone escaped surrogate", """{"ADC201":"SQ2","AAC003":"\uD842"}""" },
        { "a raw control character", "{\"ADC201\":\"SQ2\",\"AAC003\":\"a\u0001b\nc\"}" },
        { "a member twice", """{"ADC201":"SQ2","ADC201":"SQ9"}""" },
        { "depth 20", $$"""{"ADC201":"SQ2","x":{{new string('[', 20)}}{{new string(']', 20)}}}""" },
        { "a comma too many", """{"ADC201":"SQ2",}""" },
        { "an unquoted value", """{"ADC201":SQ2}""" },
        { "a number for a record", "42" },
        { "null for a record", "null" },
        { "1e999", """{"ADC201":1e999}""" },
        { "an escape that is none", """{"ADC201":"\x"}""" },
    };

    [Theory]
    [MemberData(nameof(BrokenRows))]
    public void One_broken_record_never_spoils_its_page(string what, string row)
    {
        var bytes = what.Contains("UTF-8") || what.Contains("sequence") ? Encoding.Latin1.GetBytes(row) : Encoding.UTF8.GetBytes(row);

        var page = Read(Body(bytes));

        Assert.Equal(OutcomeClass.Ok, page.Outcome.Class);
        Assert.Equal(3, page.Rows.Count);
        Assert.Equal([First, Last], [Text(page.Rows[0]), Text(page.Rows[2])]);
        Assert.Equal(bytes, page.Rows[1].ToArray());
    }

    [Fact]
    public void An_answer_in_GB18030_under_a_UTF_8_header_is_read()
    {
        var gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        var answer = Encoding.UTF8.GetString(Answer(Body("""{"ADC201":"SQ2"}"""u8.ToArray())));

        var page = ReadBytes(gb18030.GetBytes(answer));

        Assert.Equal(First, Text(page.Rows[0]));
    }

    [Fact]
    public void Names_in_lower_case_and_numbers_for_strings_are_read()
    {
        var page = Read("""{"code":"00000000","totalcount":1,"totalpage":1,"pageno":1,"rows":[{"adc201":"SQ1"}]}"""u8.ToArray());

        Assert.Equal((OutcomeClass.Ok, 1), (page.Outcome.Class, page.TotalCount));
        Assert.Single(page.Rows);
    }

    [Fact]
    public void No_beginning_of_an_answer_is_taken_for_the_answer()
    {
        var whole = Answer(Body("""{"ADC201":"SQ2"}"""u8.ToArray()));

        Assert.Equal(OutcomeClass.Ok, ReadBytes(whole).Outcome.Class);
        for (var length = 0; length < whole.Length; length++)
            Assert.Equal((length, "truncated"), (length, ReadBytes(whole[..length]).Outcome.Code));
    }

    [Fact]
    public void No_beginning_of_a_signed_body_is_taken_for_the_body()
    {
        var whole = Body("""{"ADC201":"SQ2"}"""u8.ToArray());

        for (var length = 0; length < whole.Length; length++)
            Assert.Equal((length, OutcomeClass.Unknown), (length, Read(whole[..length]).Outcome.Class));
    }

    [Fact]
    public void A_count_without_records_is_no_page() =>
        Assert.Equal("form", Read("""{"CODE":"00000000","TotalCount":"5"}"""u8.ToArray()).Outcome.Code);

    [Fact]
    public void An_answer_to_another_message_is_not_ours()
    {
        using var rig = new MinistryRig("http://127.0.0.1:1");
        var answer = MinistryRig.AnswerTo("330000SYDJ0120260213101530123015000101", Body("{}"u8.ToArray())).ToBytes();

        Assert.Equal("reference", rig.Client.ReadPage(new() { MessageId = Id, Status = 200, Bytes = answer }).Outcome.Code);
    }

    static byte[] Body(byte[] row) =>
        [.. Encoding.UTF8.GetBytes($$"""{"CODE":"00000000","MESSAGE":"","TotalCount":"3","TotalPage":"1","PageNo":"1","Rows":[{{First}},"""), .. row,
         .. Encoding.UTF8.GetBytes($$""", {{Last}} ],"PageSize":"100"}""")];

    static DownloadPage Read(byte[] body) => ReadBytes(Answer(body));

    static byte[] Answer(byte[] body) => MinistryRig.AnswerByHand(Id, body);

    static DownloadPage ReadBytes(byte[] bytes)
    {
        using var rig = new MinistryRig("http://127.0.0.1:1");
        return rig.Client.ReadPage(new() { MessageId = Id, Status = 200, ContentType = "application/json", Bytes = bytes });
    }

    static string Text(ReadOnlyMemory<byte> row) => Encoding.UTF8.GetString(row.Span);
}
