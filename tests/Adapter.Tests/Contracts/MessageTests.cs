using System.Text;
using Adapter.Contracts;
using Adapter.Tests.Support;

namespace Adapter.Tests.Contracts;

/// <summary>A record is read as it came: names without case, numbers as their text, nothing mended.</summary>
public sealed class MessageTests
{
    static readonly Kind Exit = Agreement.Embedded.Kind("deregistration");

    static Message Read(string json) => MessageReader.Read(Exit, Encoding.UTF8.GetBytes(json));

    [Theory]
    [InlineData("{\"AAC003\":\"张伟\"}", "张伟")]
    [InlineData("{\"aAc003\":\"张伟\"}", "张伟")]
    [InlineData("{\"AAC\\u0030\\u00303\":\"\\u5f20\\u4f1f\"}", "张伟")]
    [InlineData("{\"AAC003\":null}", null)]
    [InlineData("{}", null)]
    [InlineData("{\"AAC003\":\"\"}", "")]
    [InlineData("{\"AAC003\":\" 张伟 \"}", " 张伟 ")]
    [InlineData("{\"AAC003\":123}", "123")]
    [InlineData("{\"AAC003\":110101199003070011}", "110101199003070011")]
    [InlineData("{\"AAC003\":1.50}", "1.50")]
    [InlineData("{\"AAC003\":-0}", "-0")]
    [InlineData("{\"AAC003\":1E400}", "1E400")]
    [InlineData(" { \"AAC003\" : \"张\\ud842\\udfb7\" } ", "张𠮷")]
    public void A_member_is_what_its_JSON_says(string json, string? value)
    {
        var message = Read(json);

        Assert.Equal(value, message["AAC003"]);
        Assert.Equal(value, message[Exit.Find("AAC003")!.Index]);
        Assert.Empty(message.Malformed);
    }

    [Theory]
    [InlineData("{\"AAC003\":\"a\",\"AAC003\":\"b\"}", "AAC003")]
    [InlineData("{\"AAC003\":\"a\",\"AAC003\":\"a\"}", "AAC003")]
    [InlineData("{\"AAC003\":\"a\",\"aac003\":\"b\"}", "AAC003")]
    [InlineData("{\"AAC003\":null,\"AAC003\":\"b\"}", "AAC003")]
    [InlineData("{\"AAC003\":{\"AAC003\":\"x\"}}", "AAC003")]
    [InlineData("{\"aac003\":false}", "AAC003")]
    [InlineData("{\"AAC003\":\"\\udc00\"}", "AAC003")]
    [InlineData("{\"x\":1,\"x\":1}", "x")]
    [InlineData("{\"x\":1,\"X\":1}", "X")]
    [InlineData("{\"x\":[]}", "x")]
    [InlineData("{\"x\\ud800\":1}", "\uFFFD")]
    public void What_is_not_to_be_trusted_is_named_and_has_no_value(string json, string name)
    {
        var message = Read(json);

        Assert.Equal([name], message.Malformed);
        Assert.Null(message[name]);
        Assert.Contains(Verdict.On(message), line => line == $"{name} malformed error");
        Assert.DoesNotContain(Verdict.On(message), line => line == $"{name} required error");
    }

    [Fact]
    public void Bytes_that_are_no_text_spoil_their_member_alone()
    {
        byte[] bytes = [.. "{\"AAC003\":\""u8, 0xFF, 0xC3, .. "\",\"AAE011\":\"a\"}"u8];
        var message = MessageReader.Read(Exit, bytes);

        Assert.Equal(["AAC003"], message.Malformed);
        Assert.Equal("a", message["AAE011"]);
    }

    [Fact]
    public void A_key_is_written_as_it_is_searched()
    {
        Assert.Equal("370102/370102260213000001", Some.Deregistration().Key);
        Assert.Equal("SQ0000000001", Some.Application().Key);
        Assert.Null(Some.Deregistration().With("AAZ341", " ").Key);
    }

    [Fact]
    public void Content_is_what_is_not_empty_in_the_order_of_the_codes()
    {
        var message = new Message(Exit).With("AAC003", "张").With("AAB301", "370102").With("AAE013", " ").With("AAZ341", "");

        Assert.Equal("AAB301=370102&AAC003=张", message.Canonical());
        Assert.Equal(message.Canonical(), message.With("AAE013", null).Canonical());
    }

    [Fact]
    public void Another_kind_takes_what_both_have()
    {
        var result = Some.Full("application").As(Agreement.Embedded.Kind("audit-result"));

        Assert.All(Agreement.Embedded.Kind("application").Fields, row => Assert.Equal(Some.Full("application")[row.Code], result[row.Code]));
        Assert.Null(result["AAE540"]);
    }

    [Fact]
    public void A_field_that_a_kind_does_not_list_cannot_be_set()
    {
        Assert.Throws<KeyNotFoundException>(() => Some.Deregistration().With("AAC004", "1"));
        Assert.Throws<KeyNotFoundException>(() => Agreement.Embedded.Kind("nothing"));
        Assert.Throws<KeyNotFoundException>(() => Agreement.Embedded.Find("no.rule", Exit));
    }
}
