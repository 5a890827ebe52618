using System.Text;
using Adapter.Contracts;
using Adapter.Wire;
using CsCheck;

namespace Adapter.Tests.Wire;

public class EnvelopeTests
{
    static readonly Profile Profile = Profile.Load(Agreement.Embedded, "mohrss-msg-json/1");
    static readonly Seal Seal = Seal.Hmac(Profile, "test-secret-0001");

    static readonly Gen<Envelope> Envelopes =
        from values in Text.Array[Profile.Header.Count]
        from body in Text
        from encrypted in Gen.Bool
        from wrapped in Gen.Byte.Array[113]
        select new Envelope(Profile)
        {
            Header = [.. Profile.Header.Zip(values, (rule, value) => KeyValuePair.Create(rule.Name, value))],
            Body = body,
            EncType = encrypted ? "SM4" : "NONE",
            SymmetricKey = encrypted ? Convert.ToBase64String(wrapped) : "",
            IV = encrypted ? Convert.ToBase64String(wrapped) : "",
        };

    static Gen<string> Text => Gen.OneOf(
        Gen.String[Gen.Char.AlphaNumeric, 0, 40],
        Gen.OneOf(Odd.Select(Gen.Const).ToArray()));

    static string[] Odd => ["", "𠮷", "阿依·买买提", "a\"b\\c\n\u0001", "{\"AAB301\": \"330100\" }", "\u2028\u200B", "&=Data=", "null"];

    [Fact]
    public void What_was_written_is_what_is_read() => Envelopes.Sample(envelope =>
    {
        var signed = Seal.Sign(envelope);
        Assert.True(Envelope.TryParse(Profile, signed.ToBytes(), out var read, out var wrong), wrong);
        return read!.Header.SequenceEqual(signed.Header) && read.Body == signed.Body && read.EncType == signed.EncType
            && read.SymmetricKey == signed.SymmetricKey && read.IV == signed.IV && read.Sign == signed.Sign && Seal.Verify(read);
    });

    public static TheoryData<string> HeaderNames => new(Profile.Header.Select(rule => rule.Name));

    [Theory]
    [MemberData(nameof(HeaderNames))]
    public void A_changed_header_member_breaks_the_signature(string name)
    {
        var signed = Seal.Sign(Sample());
        Assert.True(Seal.Verify(signed));
        Assert.False(Seal.Verify(signed with { Header = [.. signed.Header.Select(member => member.Key == name ? new(name, member.Value + "0") : member)] }));
        Assert.False(Seal.Verify(signed with { Header = [.. signed.Header.Where(member => member.Key != name)] }));
    }

    [Fact]
    public void A_changed_body_type_or_signature_breaks_the_signature()
    {
        var signed = Seal.Sign(Sample());
        Assert.False(Seal.Verify(signed with { Body = signed.Body + " " }));
        Assert.False(Seal.Verify(signed with { EncType = "SM4" }));
        Assert.False(Seal.Verify(signed with { SignType = "NONE" }));
        Assert.False(Seal.Verify(signed with { Sign = "" }));
        Assert.False(Seal.Verify(signed with { Sign = "no Base64!" }));
        var encrypted = Seal.Sign(Sample() with { EncType = "SM4", SymmetricKey = "a", IV = "b" });
        Assert.False(Seal.Verify(encrypted with { SymmetricKey = "c" }));
        Assert.False(Seal.Verify(encrypted with { IV = "c" }));
    }

    [Fact]
    public void An_SM2_signature_that_is_not_DER_or_not_of_our_user_is_refused()
    {
        var key = Sm2Keys.Generate();
        var seal = Seal.Sm2(Profile, key, key.Public, "1234567812345678");
        var signed = seal.Sign(Sample());
        Assert.True(seal.Verify(signed));
        Assert.False(seal.Verify(signed with { Sign = Convert.ToBase64String(new byte[64]) }));
        Assert.False(seal.Verify(signed with { Sign = Seal.Sm2(Profile, key, key.Public, "another").Sign(Sample()).Sign }));
    }

    [Fact]
    public void The_body_is_signed_as_it_stands_whatever_its_spaces_and_escapes()
    {
        const string body = "{ \\\"AAB301\\\" :\\t\\\"\\u0033301\\/00\\\"\\n}";
        var json = $$"""{ "messageheader" : {"Zeta":null, "messageid":"M1", "Count": 007.10e1 } , "MESSAGEBODY":"{{body}}", "SignType":null, "extra":[1]}""".Replace("007.10e1", "7.10e1");

        Assert.True(Envelope.TryParse(Profile, Encoding.UTF8.GetBytes(json), out var envelope, out var wrong), wrong);

        Assert.Equal("{ \"AAB301\" :\t\"3301/00\"\n}", envelope!.Body);
        Assert.Equal("Count=7.10e1&Zeta=&messageid=M1&Data={ \"AAB301\" :\t\"3301/00\"\n}", envelope.SignedText());
        Assert.Equal("M1", envelope[HeaderRole.MessageId]);
    }

    [Theory]
    [InlineData("", "truncated")]
    [InlineData("{", "truncated")]
    [InlineData("[]", "form")]
    [InlineData("{} {}", "form")]
    [InlineData("{}", "member")]
    [InlineData("""{"MessageHeader":{},"MessageBody":{}}""", "body")]
    [InlineData("""{"MessageHeader":"","MessageBody":""}""", "header")]
    [InlineData("""{"MessageHeader":{"a":{}},"MessageBody":""}""", "member")]
    [InlineData("""{"MessageHeader":{"a":"","A":""},"MessageBody":""}""", "duplicate")]
    [InlineData("""{"MessageHeader":{},"MessageBody":"","messageBody":""}""", "duplicate")]
    [InlineData("""{"MessageHeader":{"a":"\uD842"},"MessageBody":""}""", "encoding")]
    public void What_is_no_message_is_named(string json, string expected)
    {
        Assert.False(Envelope.TryParse(Profile, Encoding.UTF8.GetBytes(json), out _, out var wrong));
        Assert.Equal(expected, wrong);
    }

    [Fact]
    public void No_bytes_whatsoever_make_the_reader_throw() => Gen.Byte.Array[0, 60].Sample(bytes =>
        Envelope.TryParse(Profile, Encoding.UTF8.GetBytes("""{"MessageHeader":{},"MessageBody":""").Concat(bytes).ToArray(), out var envelope, out var wrong) == (wrong is null)
        && (envelope is null) == (wrong is not null));

    static Envelope Sample() => Envelope.Of(Profile, new Dictionary<HeaderRole, string>
    {
        [HeaderRole.MessageId] = "330000SYDJ01202407011015301230100001",
        [HeaderRole.Sender] = "330000SYDJ01",
    }, """{"AAB301":"330100"}""");
}
