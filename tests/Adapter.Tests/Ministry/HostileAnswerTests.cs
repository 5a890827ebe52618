using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using Adapter.Ministry;
using Adapter.Tests.Support;
using Adapter.Wire;

namespace Adapter.Tests.Ministry;

public class HostileAnswerTests
{
    const string Fine = """{"CODE":"00000000","MESSAGE":""}""";
    const string JsonHead = "HTTP/1.1 200 OK\nContent-Type: application/json; charset=UTF-8\nConnection: close\n";

    static readonly Lazy<byte[]> Bomb = new(() => Gzip(new byte[64 << 20]));

    static readonly Dictionary<string, Func<byte[], byte[]>> Answers = new()
    {
        ["fine"] = body => RawServer.Json(Ok(body)),
        ["no length, whole"] = body => RawServer.Http(JsonHead + "X-A: b", Ok(body)),
        ["byte order mark"] = body => RawServer.Json([.. Encoding.UTF8.Preamble, .. Ok(body)]),
        ["charset nobody knows"] = body => RawServer.Http($"HTTP/1.1 200 OK\nContent-Type: application/json; charset=klingon\nContent-Length: {Ok(body).Length}\nConnection: close", Ok(body)),
        ["redirect loop"] = _ => RawServer.Http("HTTP/1.1 302 Found\nLocation: /xtpt/services/SYDJ1002\nContent-Length: 0\nConnection: close", []),
        ["gzip"] = body => RawServer.Http(JsonHead + $"Content-Encoding: gzip\nContent-Length: {Gzip(Ok(body)).Length}", Gzip(Ok(body))),
        ["length of 10 GB"] = body => RawServer.Http(JsonHead + "Content-Length: 10000000000", Ok(body)),
        ["9 MiB without length"] = _ => RawServer.Http(JsonHead + "X-A: b", new byte[9 << 20]),
        ["shorter than its length"] = body => RawServer.Http(JsonHead + $"Content-Length: {Ok(body).Length + 9}", Ok(body)),
        ["last chunk missing"] = body => RawServer.Http(JsonHead + "Transfer-Encoding: chunked", [.. Encoding.ASCII.GetBytes($"{Ok(body).Length:x}\r\n"), .. Ok(body), .. "\r\n"u8]),
        ["cut without length"] = body => RawServer.Http(JsonHead + "X-A: b", Ok(body).AsSpan(..^1)),
        ["two lengths"] = body => RawServer.Http(JsonHead + $"Content-Length: {Ok(body).Length}\nContent-Length: 5", Ok(body)),
        ["length and chunks"] = body => RawServer.Http(JsonHead + $"Content-Length: {Ok(body).Length}\nTransfer-Encoding: chunked", [.. Encoding.ASCII.GetBytes($"{Ok(body).Length:x}\r\n"), .. Ok(body), .. "\r\n0\r\n\r\n"u8]),
        ["garbage status line"] = _ => "SSH-2.0-OpenSSH_9.2\r\n\r\n"u8.ToArray(),
        ["empty reply"] = _ => [],
        ["header of 70 KB"] = body => RawServer.Http(JsonHead + $"X-A: {new string('a', 70_000)}\nContent-Length: {Ok(body).Length}", Ok(body)),
        ["login page"] = _ => RawServer.Http("HTTP/1.1 200 OK\nContent-Type: text/html\nConnection: close", "<html>请登录</html>"u8),
        ["page called JSON"] = _ => RawServer.Json("\n <!DOCTYPE html>"u8),
        ["null"] = _ => RawServer.Json("null"u8),
        ["array"] = _ => RawServer.Json("[]"u8),
        ["nothing"] = _ => RawServer.Json([]),
        ["two documents"] = body => RawServer.Json([.. Ok(body), .. Ok(body)]),
        ["gateway JSON"] = _ => RawServer.Json("""{"code":200,"msg":"success","data":null}"""u8),
        ["depth of a million"] = _ => RawServer.Json(Encoding.ASCII.GetBytes(new string('[', 1_000_000))),
        ["depth 65 inside"] = body => RawServer.Json(Replace(Ok(body), "\"EncType\"", $"\"x\":{new string('[', 65)}{new string(']', 65)},\"EncType\"")),
        ["member twice"] = body => RawServer.Json(Replace(Ok(body), "\"EncType\"", "\"MessageBody\":\"{}\",\"EncType\"")),
        ["member twice by escape"] = body => RawServer.Json(Replace(Ok(body), "\"EncType\"", "\"\\u004DessageBody\":\"{}\",\"EncType\"")),
        ["member twice by case"] = body => RawServer.Json(Replace(Ok(body), "\"EncType\"", "\"messagebody\":\"{}\",\"EncType\"")),
        ["header member twice"] = body => RawServer.Json(Replace(Ok(body), "\"Version\"", "\"version\":\"1\",\"Version\"")),
        ["code twice"] = body => RawServer.Json(MinistryRig.Answer(body, """{"CODE":"99999999","CODE":"00000000"}""")),
        ["no code"] = body => RawServer.Json(MinistryRig.Answer(body, """{"MESSAGE":"成功"}""")),
        ["body is no object"] = body => RawServer.Json(MinistryRig.Answer(body, "null")),
        ["code nobody knows"] = body => RawServer.Json(MinistryRig.Answer(body, """{"CODE":"00000099","MESSAGE":"ok"}""")),
        ["words without a code"] = body => RawServer.Json(MinistryRig.Answer(body, """{"CODE":"","MESSAGE":"操作过于频繁，请稍后再试"}""")),
        ["gzip bomb"] = _ => RawServer.Http(JsonHead + $"Content-Encoding: gzip\nContent-Length: {Bomb.Value.Length}", Bomb.Value),
        ["reset before the answer ends, by length"] = body => RawServer.Http(JsonHead + $"Content-Length: {Ok(body).Length}", Ok(body).AsSpan(..50)),
        ["a byte that is no text"] = body => RawServer.Json(Broken(Ok(body), 0xFF)),
        ["an overlong sequence"] = body => RawServer.Json(Broken(Ok(body), 0xC0, 0x80)),
        ["a raw control character"] = body => RawServer.Json(Broken(Ok(body), 0x01)),
        ["code as a number"] = body => RawServer.Json(MinistryRig.Answer(body, """{"CODE":0,"MESSAGE":"成功"}""")),
        ["code of infinity"] = body => RawServer.Json(MinistryRig.Answer(body, """{"CODE":1e999}""")),
        ["body of two documents"] = body => RawServer.Json(MinistryRig.Answer(body, Fine + Fine)),
        ["body of depth 65"] = body => RawServer.Json(MinistryRig.Answer(body, $$"""{"CODE":"00000000","x":{{new string('[', 65)}}{{new string(']', 65)}}}""")),
        ["code twice by escape"] = body => RawServer.Json(MinistryRig.Answer(body, """{"CODE":"99999999","\u0043ODE":"00000000"}""")),
        ["answer to another message"] = _ => RawServer.Json(MinistryRig.AnswerTo("330000SYDJ0120260213101530123015000101", Encoding.UTF8.GetBytes(Fine)).ToBytes()),
        ["answer to no message"] = _ => RawServer.Json(MinistryRig.AnswerTo("", Encoding.UTF8.GetBytes(Fine)).ToBytes()),
        ["busy, to no message"] = _ => RawServer.Json((MinistryRig.AnswerTo("", [], answer => MinistryRig.With(answer, HeaderRole.ReturnResult, "9999"))).ToBytes()),
        ["header not understood"] = _ => RawServer.Json((MinistryRig.AnswerTo("", [], answer => MinistryRig.With(answer, HeaderRole.ReturnResult, "2002"))).ToBytes()),
        ["changed after it was signed"] = body => RawServer.Json(Replace(MinistryRig.Answer(body, """{"CODE":"00000001","MESSAGE":""}"""), "00000001", "00000000")),
        ["signed at another time"] = body => RawServer.Json(Replace(Ok(body), "\"TransactionTime\":\"", "\"TransactionTime\":\"1")),
        ["500"] = _ => Status(500, ""),
        ["503"] = _ => Status(503, "Retry-After: 7\n"),
        ["408"] = _ => Status(408, ""),
        ["400"] = _ => Status(400, ""),
        ["401"] = _ => Status(401, ""),
        ["413"] = _ => Status(413, ""),
        ["429"] = _ => Status(429, "Retry-After: 30\n"),
    };

    [Theory]
    [InlineData("fine", OutcomeClass.Ok, "00000000")]
    [InlineData("no length, whole", OutcomeClass.Ok, "00000000")]
    [InlineData("byte order mark", OutcomeClass.Ok, "00000000")]
    [InlineData("charset nobody knows", OutcomeClass.Ok, "00000000")]
    [InlineData("redirect loop", OutcomeClass.Unknown, "http.302")]
    [InlineData("gzip", OutcomeClass.Unknown, "gateway")]
    [InlineData("length of 10 GB", OutcomeClass.Unknown, "too-big")]
    [InlineData("9 MiB without length", OutcomeClass.Unknown, "too-big")]
    [InlineData("shorter than its length", OutcomeClass.Unknown, "truncated")]
    [InlineData("last chunk missing", OutcomeClass.Unknown, "truncated")]
    [InlineData("cut without length", OutcomeClass.Unknown, "truncated")]
    [InlineData("two lengths", OutcomeClass.Unknown, "framing")]
    [InlineData("length and chunks", OutcomeClass.Unknown, "framing")]
    [InlineData("garbage status line", OutcomeClass.Unknown, "gateway")]
    [InlineData("empty reply", OutcomeClass.Unknown, "truncated")]
    [InlineData("header of 70 KB", OutcomeClass.Unknown, "gateway")]
    [InlineData("login page", OutcomeClass.Unknown, "html")]
    [InlineData("page called JSON", OutcomeClass.Unknown, "html")]
    [InlineData("null", OutcomeClass.Unknown, "gateway")]
    [InlineData("array", OutcomeClass.Unknown, "gateway")]
    [InlineData("nothing", OutcomeClass.Unknown, "truncated")]
    [InlineData("two documents", OutcomeClass.Unknown, "gateway")]
    [InlineData("gateway JSON", OutcomeClass.Unknown, "gateway")]
    [InlineData("depth of a million", OutcomeClass.Unknown, "gateway")]
    [InlineData("depth 65 inside", OutcomeClass.Unknown, "gateway")]
    [InlineData("member twice", OutcomeClass.Unknown, "gateway")]
    [InlineData("member twice by escape", OutcomeClass.Unknown, "gateway")]
    [InlineData("member twice by case", OutcomeClass.Unknown, "gateway")]
    [InlineData("header member twice", OutcomeClass.Unknown, "gateway")]
    [InlineData("code twice", OutcomeClass.Unknown, "form")]
    [InlineData("no code", OutcomeClass.Unknown, "unlisted")]
    [InlineData("body is no object", OutcomeClass.Unknown, "form")]
    [InlineData("code nobody knows", OutcomeClass.Unknown, "00000099")]
    [InlineData("words without a code", OutcomeClass.Throttled, "unlisted")]
    [InlineData("gzip bomb", OutcomeClass.Unknown, "gateway")]
    [InlineData("reset before the answer ends, by length", OutcomeClass.Unknown, "truncated")]
    [InlineData("a byte that is no text", OutcomeClass.Unknown, "gateway")]
    [InlineData("an overlong sequence", OutcomeClass.Unknown, "signature")]
    [InlineData("a raw control character", OutcomeClass.Unknown, "signature")]
    [InlineData("code as a number", OutcomeClass.Unknown, "0")]
    [InlineData("code of infinity", OutcomeClass.Unknown, "1e999")]
    [InlineData("body of two documents", OutcomeClass.Unknown, "form")]
    [InlineData("body of depth 65", OutcomeClass.Unknown, "form")]
    [InlineData("code twice by escape", OutcomeClass.Unknown, "form")]
    [InlineData("answer to another message", OutcomeClass.Unknown, "reference")]
    [InlineData("answer to no message", OutcomeClass.Unknown, "reference")]
    [InlineData("busy, to no message", OutcomeClass.Unknown, "reference")]
    [InlineData("header not understood", OutcomeClass.Refused, "2002")]
    [InlineData("changed after it was signed", OutcomeClass.Unknown, "signature")]
    [InlineData("signed at another time", OutcomeClass.Unknown, "signature")]
    [InlineData("500", OutcomeClass.Unknown, "http.500")]
    [InlineData("503", OutcomeClass.Unknown, "http.503")]
    [InlineData("408", OutcomeClass.Unknown, "http.408")]
    [InlineData("400", OutcomeClass.Refused, "http.400")]
    [InlineData("401", OutcomeClass.AuthError, "http.401")]
    [InlineData("413", OutcomeClass.BatchTooLarge, "http.413")]
    [InlineData("429", OutcomeClass.Throttled, "http.429")]
    public async Task Whatever_comes_back_ends_in_a_class(string answer, object expected, string code)
    {
        await using var server = RawServer.Answering(Answers[answer]);
        using var rig = new MinistryRig(server.Url);

        var outcome = (await rig.Upload("330102260213000001")).Outcome;

        Assert.Equal(((OutcomeClass)expected, code), (outcome.Class, outcome.Code));
        Assert.Equal(1, server.Calls);
    }

    [Theory]
    [InlineData("""{"CODE":"00000000","SuccessCount":"0","FailCount":"1"}""", "contradiction")]
    [InlineData("""{"CODE":"00000000","SuccessCount":"2"}""", "contradiction")]
    [InlineData("""{"CODE":"00000000","SuccessCount":"1","FailCount":"0"}""", "00000000")]
    public async Task Success_without_rows_is_believed_when_its_counts_say_the_same(string answer, string code)
    {
        await using var server = RawServer.Answering(body => RawServer.Json(MinistryRig.Answer(body, answer)));
        using var rig = new MinistryRig(server.Url);

        Assert.Equal(code, (await rig.Upload("330102260213000001")).Rows.Single().Outcome.Code);
    }

    [Fact]
    public async Task A_gzip_bomb_is_not_unpacked()
    {
        await using var server = RawServer.Answering(Answers["gzip bomb"]);
        using var rig = new MinistryRig(server.Url);
        await rig.Upload("330102260213000001");
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await rig.Upload("330102260213000001");

        Assert.True(GC.GetTotalMemory(forceFullCollection: false) - before < 32 << 20);
    }

    [Fact]
    public async Task A_redirect_sends_nothing_to_the_other_host()
    {
        await using var other = RawServer.Answering(body => RawServer.Json(Ok(body)));
        await using var server = RawServer.Answering(_ => RawServer.Http($"HTTP/1.1 307 Moved\nLocation: {other.Url}/\nContent-Length: 0\nConnection: close", []));
        using var rig = new MinistryRig(server.Url);

        Assert.Equal("http.307", (await rig.Upload("330102260213000001")).Outcome.Code);
        Assert.Equal(0, other.Calls);
    }

    [Fact]
    public async Task A_reset_in_the_middle_of_the_answer_is_unknown()
    {
        await using var server = new RawServer(async (body, socket) =>
        {
            await socket.SendAsync(RawServer.Json(Ok(body)).AsMemory(..200));
            socket.LingerState = new(true, 0);
            socket.Close();
        });
        using var rig = new MinistryRig(server.Url);

        Assert.Equal(OutcomeClass.Unknown, (await rig.Upload("330102260213000001")).Outcome.Class);
    }

    [Fact]
    public async Task A_refused_connection_sent_nothing()
    {
        var server = RawServer.Answering(_ => []);
        var url = server.Url;
        await server.DisposeAsync();
        using var rig = new MinistryRig(url);

        var outcome = (await rig.Upload("330102260213000001")).Outcome;
        Assert.Equal((OutcomeClass.RetrySame, "refused"), (outcome.Class, outcome.Code));
    }

    static byte[] Broken(byte[] text, params byte[] bytes)
    {
        var at = text.AsSpan().IndexOf("\"ReturnMessage\":\""u8) + "\"ReturnMessage\":\""u8.Length;
        return [.. text[..at], .. bytes, .. text[at..]];
    }

    static byte[] Ok(byte[] question) => MinistryRig.Answer(question, Fine);

    static byte[] Status(int status, string head) => RawServer.Http($"HTTP/1.1 {status} X\n{head}Content-Length: 0\nConnection: close", []);

    static byte[] Replace(byte[] text, string old, string other) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text).Replace(old, other));

    static byte[] Gzip(byte[] text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(text);
        return packed.ToArray();
    }
}
