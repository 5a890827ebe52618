using Adapter.Ministry;
using Adapter.Tests.Support;
using Adapter.Wire;

namespace Adapter.Tests.Ministry;

public class UploadTests
{
    const string A = "330102260213000001", B = "330102260213000002", C = "330102260213000003";

    [Fact]
    public async Task Success_without_rows_delivers_the_whole_batch()
    {
        var answer = await Answered("""{"CODE":"00000000"}""");
        Assert.Equal([(A, 1, OutcomeClass.Ok), (B, 2, OutcomeClass.Ok), (C, 3, OutcomeClass.Ok)], answer.Rows.Select(row => (row.AAZ341, row.RowNo, row.Outcome.Class)));
    }

    [Fact]
    public async Task Rows_are_matched_by_key_whatever_their_order()
    {
        var answer = await Answered(Rows("00000001", Row(C, "30000005", "AAC002"), Row(A, "00000000"), Row(B, "40000001")));

        Assert.Equal(OutcomeClass.Partial, answer.Outcome.Class);
        Assert.Equal([OutcomeClass.Ok, OutcomeClass.AlreadySame, OutcomeClass.DataError], answer.Rows.Select(row => row.Outcome.Class));
        Assert.Equal(("AAC002", "30000005"), (answer.Rows[2].Outcome.Field, answer.Rows[2].Outcome.Code));
    }

    [Fact]
    public async Task Rows_missing_from_the_answer_stay_unknown()
    {
        var answer = await Answered(Rows("00000001", Row(A, "00000000"), Row("330102260213999999", "00000000")));
        Assert.Equal(["00000000", "missing", "missing"], answer.Rows.Select(row => row.Outcome.Code));
        Assert.Equal([OutcomeClass.Ok, OutcomeClass.Unknown, OutcomeClass.Unknown], answer.Rows.Select(row => row.Outcome.Class));
    }

    [Fact]
    public async Task A_key_answered_twice_differently_stays_unknown_and_twice_alike_is_settled()
    {
        var answer = await Answered(Rows("00000001", Row(A, "00000000"), Row(A, "30000001"), Row(B, "00000000"), Row(B, "00000000"), Row(C, "00000000")));
        Assert.Equal(["contradiction", "00000000", "00000000"], answer.Rows.Select(row => row.Outcome.Code));
    }

    [Fact]
    public async Task A_row_of_another_region_answers_for_nobody()
    {
        var answer = await Answered(Rows("00000001", Row(A, "00000000", region: "330199"), Row(B, "00000000"), Row(C, "00000000")));
        Assert.Equal(["missing", "00000000", "00000000"], answer.Rows.Select(row => row.Outcome.Code));
    }

    [Fact]
    public async Task Partly_without_rows_leaves_every_row_unknown()
    {
        var answer = await Answered("""{"CODE":"00000001"}""");
        Assert.All(answer.Rows, row => Assert.Equal(OutcomeClass.Unknown, row.Outcome.Class));
        Assert.Equal(3, answer.Rows.Count);
    }

    [Theory]
    [InlineData("30000003", OutcomeClass.DataError)]
    [InlineData("20000003", OutcomeClass.BatchTooLarge)]
    [InlineData("90000001", OutcomeClass.RetrySame)]
    [InlineData("10000006", OutcomeClass.Conflict)]
    [InlineData("20000004", OutcomeClass.Refused)]
    public async Task A_refusal_without_rows_is_the_batchs_own(string code, object expected)
    {
        var answer = await Answered($$"""{"CODE":"{{code}}","MESSAGE":"x"}""");
        Assert.Equal((expected, 0), (answer.Outcome.Class, answer.Rows.Count));
    }

    [Fact]
    public async Task A_batch_refused_for_one_row_leaves_the_others_to_go_again()
    {
        var answer = await Answered(Rows("30000005", Row(B, "30000005", "AAC002")));
        Assert.Equal([OutcomeClass.RetrySame, OutcomeClass.DataError, OutcomeClass.RetrySame], answer.Rows.Select(row => row.Outcome.Class));
    }

    [Theory]
    [InlineData("1001", OutcomeClass.AuthError)]
    [InlineData("1003", OutcomeClass.RetrySame)]
    [InlineData("1006", OutcomeClass.Throttled)]
    [InlineData("2003", OutcomeClass.Refused)]
    [InlineData("9999", OutcomeClass.RetrySame)]
    [InlineData("", OutcomeClass.Unknown)]
    [InlineData("7777", OutcomeClass.Unknown)]
    public async Task ReturnResult_is_read_before_the_code(string result, object expected)
    {
        var answer = await Answered("""{"CODE":"00000000"}""", envelope => MinistryRig.With(envelope, HeaderRole.ReturnResult, result));
        Assert.Equal((expected, 0), (answer.Outcome.Class, answer.Rows.Count));
    }

    [Fact]
    public async Task An_answer_signed_with_another_key_is_not_believed()
    {
        await using var server = RawServer.Answering(question =>
            RawServer.Json(Seal.Hmac(MinistryRig.Profile, "another").Sign(Parsed(MinistryRig.Answer(question, """{"CODE":"00000000"}"""))).ToBytes()));
        using var rig = new MinistryRig(server.Url);

        var answer = await rig.Upload(A);
        Assert.Equal((OutcomeClass.Unknown, "signature", 0), (answer.Outcome.Class, answer.Outcome.Code, answer.Rows.Count));
    }

    [Fact]
    public async Task An_unsigned_answer_is_not_believed()
    {
        await using var server = RawServer.Answering(question =>
            RawServer.Json(Seal.None(MinistryRig.Profile).Sign(Parsed(MinistryRig.Answer(question, """{"CODE":"00000000"}"""))).ToBytes()));
        using var rig = new MinistryRig(server.Url);

        Assert.Equal("signature", (await rig.Upload(A)).Outcome.Code);
    }

    [Fact]
    public async Task A_resend_keeps_MessageId_and_body()
    {
        var sent = new List<Envelope>();
        await using var server = RawServer.Answering(question =>
        {
            lock (sent) sent.Add(Parsed(question));
            return [];
        });
        using var rig = new MinistryRig(server.Url);
        var batch = rig.Batch(A, B);

        await rig.Client.Upload(batch, default);
        await rig.Client.Upload(batch, default);

        Assert.Equal(2, sent.Count);
        Assert.Equal((sent[0][HeaderRole.MessageId], sent[0].Body), (sent[1][HeaderRole.MessageId], sent[1].Body));
        Assert.Equal(System.Text.Encoding.UTF8.GetString(batch.Body.Span), sent[0].Body);
        Assert.All(sent, envelope => Assert.True(MinistryRig.Seal.Verify(envelope)));
    }

    [Fact]
    public async Task An_answer_cut_anywhere_on_its_way_delivers_nothing()
    {
        var cut = 0;
        await using var server = RawServer.Answering(question =>
        {
            var whole = MinistryRig.Answer(question, """{"CODE":"00000000"}""");
            return RawServer.Http("HTTP/1.1 200 OK\nContent-Type: application/json\nConnection: close", whole.AsSpan(..cut));
        });
        using var rig = new MinistryRig(server.Url);
        var length = MinistryRig.AnswerTo(rig.Batch(A).MessageId, """{"CODE":"00000000"}"""u8.ToArray()).ToBytes().Length;

        for (cut = 1; cut < length; cut += 37)
        {
            // A region of its own for each, or the circuit would open.
            var answer = await rig.Client.Upload(rig.Batch(A) with { AAB301 = $"{cut}" }, default);
            Assert.Equal((cut, "truncated", 0), (cut, answer.Outcome.Code, answer.Rows.Count));
        }
    }

    [Fact]
    public void Only_a_correction_carries_its_flag()
    {
        using var rig = new MinistryRig("http://127.0.0.1:1");
        var row = Some.AuditResult();
        var batch = rig.Client.Prepare(row.Kind, Some.Region, "m", "B7", [new(row), new(row, Correction: true)]);

        using var body = System.Text.Json.JsonDocument.Parse(batch.Body);
        var rows = body.RootElement.GetProperty("Rows");
        Assert.False(rows[0].TryGetProperty("OperFlag", out _));
        Assert.Equal("2", rows[1].GetProperty("OperFlag").GetString());
        Assert.Equal(row.Kind.Fields.Select(field => field.Code), rows[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal("2", body.RootElement.GetProperty("RowCount").GetString());
    }

    static async Task<UploadAnswer> Answered(string body, Func<Envelope, Envelope>? change = null)
    {
        await using var server = RawServer.Answering(question => RawServer.Json(MinistryRig.Answer(question, body, change)));
        using var rig = new MinistryRig(server.Url);
        return await rig.Upload(A, B, C);
    }

    static Envelope Parsed(byte[] bytes) =>
        Envelope.TryParse(MinistryRig.Profile, bytes, out var envelope, out var wrong) ? envelope! : throw new InvalidDataException(wrong);

    static string Row(string serial, string code, string field = "", string region = MinistryRig.Region) =>
        $$"""{"RowNo":1,"AAB301":"{{region}}","AAZ341":"{{serial}}","CODE":"{{code}}","MESSAGE":"","FieldName":"{{field}}"}""";

    static string Rows(string code, params string[] rows) => $$"""{"CODE":"{{code}}","MESSAGE":"","Rows":[{{string.Join(',', rows)}}]}""";
}
