using System.Text;
using Adapter.Contracts;
using Adapter.Tests.Support;
using Adapter.Wire;

namespace Adapter.Tests.Wire;

public sealed class OpenSslTests : IDisposable
{
    const string UserId = "1234567812345678";
    const string SignOptions = $"-sigopt distid:{UserId}";

    static readonly Profile Profile = Profile.Load(Agreement.Embedded, "mohrss-msg-json/1");
    static readonly Envelope Message = Envelope.Of(Profile, new Dictionary<HeaderRole, string>(), """{"AAC003":"阿依·买买提"}""");

    readonly OpenSsl openssl = new();

    [Fact]
    public void A_signature_made_here_verifies_in_OpenSSL()
    {
        var ours = Sm2Keys.Generate();
        var signed = Seal.Sm2(Profile, ours, ours.Public, UserId).Sign(Message);
        openssl.Write("text", signed.SignedBytes());
        openssl.Write("signature", Convert.FromBase64String(signed.Sign));
        openssl.Write("public.pem", Encoding.ASCII.GetBytes(ours.Public.ToPem()));

        openssl.Do($"dgst -sm3 -verify public.pem {SignOptions} -signature signature text");
        openssl.Write("text", [.. signed.SignedBytes(), 32]);
        Assert.NotEqual(0, openssl.Run($"dgst -sm3 -verify public.pem {SignOptions} -signature signature text").Code);
    }

    [Theory]
    [InlineData("genpkey -algorithm SM2 -out key.pem")]
    [InlineData("ecparam -name SM2 -genkey -out key.pem")]
    [InlineData("ecparam -name SM2 -genkey -noout -out key.pem")]
    public void A_signature_made_by_OpenSSL_verifies_here(string generate)
    {
        openssl.Do(generate);
        openssl.Do("pkey -in key.pem -pubout -out public.pem");
        var theirs = Sm2Keys.ReadPublic(openssl.ReadText("public.pem"));
        var seal = Seal.Sm2(Profile, Sm2Keys.Generate(), theirs, UserId);
        var unsigned = Message with { SignType = "SM2" };
        openssl.Write("text", unsigned.SignedBytes());
        openssl.Do($"dgst -sm3 -sign key.pem {SignOptions} -out signature text");

        Assert.True(seal.Verify(unsigned with { Sign = Convert.ToBase64String(openssl.Read("signature")) }));
        openssl.Do("dgst -sm3 -sign key.pem -sigopt distid:another -out signature text");
        Assert.False(seal.Verify(unsigned with { Sign = Convert.ToBase64String(openssl.Read("signature")) }));
        Assert.Equal(theirs.ToHex(), Sm2Keys.ReadPrivate(openssl.ReadText("key.pem")).Public.ToHex());
    }

    [Fact]
    public void A_private_key_written_here_signs_in_OpenSSL()
    {
        var key = Sm2Keys.Generate();
        openssl.Write("key.pem", Encoding.ASCII.GetBytes(key.ToPem()));
        openssl.Write("text", Message.SignedBytes());
        openssl.Do($"dgst -sm3 -sign key.pem {SignOptions} -out signature text");

        var signed = Message with { SignType = "SM2", Sign = Convert.ToBase64String(openssl.Read("signature")) };
        Assert.True(Seal.Sm2(Profile, key, key.Public, UserId).Verify(signed));
        Assert.Equal(key.Public.ToHex(), Sm2Keys.ReadPrivate(key.ToPem()).Public.ToHex());
        Assert.Equal(key.Public.ToHex(), Sm2Keys.ReadPublic(key.Public.ToPem()).ToHex());
        Assert.Equal(key.Public.ToHex(), Sm2Keys.ReadPublic(key.Public.ToHex()).ToHex());
    }

    [Fact]
    public void SM4_is_what_OpenSSL_makes_of_the_same_key_and_IV()
    {
        byte[] key = [.. Enumerable.Range(0, 16).Select(i => (byte)i)], iv = [.. Enumerable.Range(100, 16).Select(i => (byte)i)];
        openssl.Write("text", Message.BodyBytes.ToArray());
        openssl.Do($"enc -sm4-cbc -K {Convert.ToHexString(key)} -iv {Convert.ToHexString(iv)} -in text -out cipher");

        Assert.Equal(openssl.Read("cipher"), Sm4Body.Sm4(true, key, iv, Message.BodyBytes.ToArray()));
        Assert.Equal(Message.BodyBytes.ToArray(), Sm4Body.Sm4(false, key, iv, openssl.Read("cipher")));
    }

    [Theory]
    [InlineData("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem", "不是SM2曲线")]
    [InlineData("genrsa -out key.pem 2048", "不是SM2密钥")]
    [InlineData("genpkey -algorithm SM2 -aes128 -pass pass:secret -out key.pem", "口令保护")]
    public void A_key_of_another_make_is_refused_in_words(string generate, string words)
    {
        openssl.Do(generate);
        Assert.Contains(words, Assert.Throws<KeyException>(() => Sm2Keys.ReadPrivate(openssl.ReadText("key.pem"))).Message);
    }

    public void Dispose() => openssl.Dispose();
}
