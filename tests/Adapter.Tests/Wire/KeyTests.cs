using Adapter.Contracts;
using Adapter.Wire;

namespace Adapter.Tests.Wire;

public class KeyTests
{
    static readonly Profile Profile = Profile.Load(Agreement.Embedded, "mohrss-msg-json/1");

    [Theory]
    [InlineData("", "64位十六进制数")]
    [InlineData("12ab", "64位十六进制数")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", "范围")]
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", "范围")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIGH\n-----END PRIVATE KEY-----\n", "已损坏")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIGH", "已损坏")]
    public void A_private_key_that_is_none_is_refused_in_words(string text, string words) =>
        Assert.Contains(words, Assert.Throws<KeyException>(() => Sm2Keys.ReadPrivate(text)).Message);

    [Fact]
    public void Keys_the_wrong_way_round_are_named_as_such()
    {
        var key = Sm2Keys.Generate();
        Assert.Contains("填反", Assert.Throws<KeyException>(() => Sm2Keys.ReadPrivate(key.Public.ToPem())).Message);
        Assert.Contains("填反", Assert.Throws<KeyException>(() => Sm2Keys.ReadPublic(key.ToPem())).Message);
    }

    [Fact]
    public void A_point_off_the_curve_is_refused()
    {
        var hex = Sm2Keys.Generate().Public.ToHex();
        var wrong = hex[..^1] + (hex[^1] == '0' ? '1' : '0');
        Assert.Contains("曲线上的点", Assert.Throws<KeyException>(() => Sm2Keys.ReadPublic(wrong)).Message);
    }

    [Fact]
    public void The_standards_key_of_GB_T_32918_gives_its_public_point()
    {
        var key = Sm2Keys.ReadPrivate("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8\n");
        Assert.Equal("0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13", key.Public.ToHex());
    }

    [Theory]
    [InlineData("SM2", null, null, "Sign:Key")]
    [InlineData("SM2", "3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8", null, "Sign:PlatformKey")]
    [InlineData("HMAC-SM3", null, null, "Sign:Key")]
    [InlineData("HMAC-SM3", "\n", null, "为空")]
    [InlineData("RSA", "x", "y", "签名类型")]
    public void A_seal_that_cannot_be_made_says_which_setting_is_wrong(string type, string? key, string? theirs, string words) =>
        Assert.Contains(words, Assert.Throws<KeyException>(() => Seal.Of(Profile, type, key, theirs, "u")).Message);

    [Fact]
    public void A_body_encrypted_for_one_opens_for_that_one_alone()
    {
        Sm2PrivateKey ours = Sm2Keys.Generate(), theirs = Sm2Keys.Generate(), stranger = Sm2Keys.Generate();
        var plain = Envelope.Of(Profile, new Dictionary<HeaderRole, string>(), """{"AAC003":"欧阳·晓明"}""");
        var sealedBody = new Sm4Body(theirs.Public, ours).Encrypt(plain);

        Assert.True(new Sm4Body(ours.Public, theirs).TryDecrypt(sealedBody, out var opened));
        Assert.Equal(plain.BodyBytes.ToArray(), opened);
        Assert.False(new Sm4Body(ours.Public, stranger).TryDecrypt(sealedBody, out _));
        Assert.False(new Sm4Body(ours.Public, theirs).TryDecrypt(sealedBody with { Body = "not Base64" }, out _));
        Assert.False(new Sm4Body(ours.Public, theirs).TryDecrypt(sealedBody with { SymmetricKey = "" }, out _));
        Assert.StartsWith("04", Convert.ToHexString(Convert.FromBase64String(sealedBody.SymmetricKey)));
        Assert.Equal(1 + 64 + 32 + 16, Convert.FromBase64String(sealedBody.IV).Length);
    }
}
