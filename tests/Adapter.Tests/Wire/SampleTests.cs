using System.Text;
using System.Text.Json;
using Adapter.Contracts;
using Adapter.Tests.Support;
using Adapter.Wire;

namespace Adapter.Tests.Wire;

public class SampleTests
{
    const string UserId = "1234567812345678";

    static readonly Profile Profile = Profile.Load(Agreement.Embedded, "mohrss-msg-json/1");
    static readonly string Folder = Path.Combine(Shared.Root, "contracts", "samples");

    public static TheoryData<string> Names => new(Directory.GetFiles(Path.Combine(Folder, "messages"), "*.json").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_golden_message_verifies_and_is_written_again_byte_for_byte(string name)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Folder, "messages", name));
        Assert.True(Envelope.TryParse(Profile, bytes, out var envelope, out var wrong), wrong);
        var seal = SealOf(envelope!, isAnswer: name.EndsWith("answer.json", StringComparison.Ordinal));

        Assert.True(seal.Verify(envelope!));
        Assert.False(seal.Verify(envelope! with { Body = envelope.Body + " " }));
        Assert.Equal(Encoding.UTF8.GetString(bytes), Encoding.UTF8.GetString(envelope.ToBytes()) + "\n");
        if (envelope.SignType == Profile.Envelope.SignHmac) Assert.Equal(envelope.Sign, seal.Sign(envelope with { Sign = "" }).Sign);
    }

    [Theory]
    [InlineData("SYDJ1001-hmac-answer.json", "application")]
    [InlineData("SYDJ1002-hmac-question.json", "audit-result")]
    [InlineData("SYDJ1003-hmac-question.json", "deregistration")]
    public void The_records_of_the_golden_messages_are_valid(string name, string kind)
    {
        var validation = new Validation(Agreement.Embedded, new());
        using var body = Body(name);
        foreach (var row in body.RootElement.GetProperty("Rows").EnumerateArray())
        {
            var message = MessageReader.Read(Agreement.Embedded.Kind(kind), Encoding.UTF8.GetBytes(row.GetRawText()));
            Assert.DoesNotContain(validation.Check(message, Some.Today), finding => finding.IsError);
        }
    }

    [Fact]
    public void The_digest_of_the_looked_up_record_is_the_one_that_was_uploaded()
    {
        using var uploaded = Body("SYDJ1002-hmac-question.json");
        using var found = Body("SYDJ1004-hmac-answer.json");
        var row = Encoding.UTF8.GetBytes(uploaded.RootElement.GetProperty("Rows")[0].GetRawText());

        Assert.Equal(ContentDigest.Of(MessageReader.Read(Agreement.Embedded.Kind("audit-result"), row)), found.RootElement.GetProperty("Rows")[0].GetProperty("ContentSm3").GetString());
    }

    static JsonDocument Body(string name)
    {
        Envelope.TryParse(Profile, File.ReadAllBytes(Path.Combine(Folder, "messages", name)), out var envelope, out _);
        return JsonDocument.Parse(envelope!.BodyBytes);
    }

    static Seal SealOf(Envelope envelope, bool isAnswer)
    {
        var (signer, reader) = isAnswer ? ("platform", "province") : ("province", "platform");
        return envelope.SignType == Profile.Envelope.SignHmac
            ? Seal.Hmac(Profile, Key("test-only-hmac.txt"))
            : Seal.Of(Profile, envelope.SignType, Key($"test-only-sm2-{reader}.pem"), Key($"test-only-sm2-{signer}.pub.pem"), UserId);
    }

    static string Key(string name) => File.ReadAllText(Path.Combine(Folder, "keys", name));
}
