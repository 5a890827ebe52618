using System.Text;
using Adapter.Ministry;
using Adapter.Tests.Support;
using Adapter.Wire;

namespace Adapter.Tests.Ministry;

public class EncryptedTests
{
    const string UserId = "1234567812345678";

    readonly Sm2PrivateKey province = Sm2Keys.Generate(), platform = Sm2Keys.Generate();

    [Fact]
    public async Task A_body_travels_encrypted_both_ways_and_signed_by_SM2()
    {
        var sent = new List<Envelope>();
        await using var server = RawServer.Answering(question => Answer(question, sent));
        using var rig = Rig(server.Url);
        var batch = rig.Batch("330102260213000001");

        Assert.Equal(OutcomeClass.Ok, Assert.Single((await rig.Client.Upload(batch, default)).Rows).Outcome.Class);
        Assert.Equal(OutcomeClass.Ok, Assert.Single((await rig.Client.Upload(batch, default)).Rows).Outcome.Class);

        Assert.DoesNotContain("330102260213000001", sent[0].Body, StringComparison.Ordinal);
        Assert.Equal((sent[0].Body, sent[0].SymmetricKey, sent[0].IV), (sent[1].Body, sent[1].SymmetricKey, sent[1].IV));
    }

    [Fact]
    public async Task An_answer_encrypted_for_another_is_unknown()
    {
        await using var server = RawServer.Answering(question => Answer(question, [], Sm2Keys.Generate().Public));
        using var rig = Rig(server.Url);

        Assert.Equal("decryption", (await rig.Upload("330102260213000001")).Outcome.Code);
    }

    MinistryRig Rig(string url) => new(url, change: settings => settings with
    {
        Ministry = settings.Ministry with { Encrypt = "sm4", Sign = new() { Key = province.ToPem(), PlatformKey = platform.Public.ToHex() } },
    });

    byte[] Answer(byte[] question, List<Envelope> sent, Sm2PublicKey? reader = null)
    {
        var seal = Seal.Sm2(MinistryRig.Profile, platform, province.Public, UserId);
        Assert.True(Envelope.TryParse(MinistryRig.Profile, question, out var asked, out _));
        Assert.True(seal.Verify(asked!));
        Assert.True(new Sm4Body(province.Public, platform).TryDecrypt(asked!, out var body));
        Assert.Contains("330102260213000001", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
        lock (sent) sent.Add(asked!);
        var plain = MinistryRig.AnswerTo(asked![HeaderRole.MessageId], """{"CODE":"00000000"}"""u8.ToArray());
        return RawServer.Json(seal.Sign(new Sm4Body(reader ?? province.Public, platform).Encrypt(plain)).ToBytes());
    }
}
