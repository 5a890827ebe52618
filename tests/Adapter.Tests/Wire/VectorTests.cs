using Adapter.Contracts;
using Adapter.Wire;
using static Adapter.Wire.HeaderRole;

namespace Adapter.Tests.Wire;

public class VectorTests
{
    static readonly Profile Profile = Profile.Load(Agreement.Embedded, "mohrss-msg-json/1");

    static Envelope Question { get; } = Envelope.Of(Profile, new Dictionary<HeaderRole, string>
    {
        [MessageId] = "330000SYDJ01202407011015301230100001",
        [Sender] = "330000SYDJ01",
        [Recver] = "000000XTPT01",
        [BusinessCode] = "SYDJ1001",
        [Date] = "20240701",
        [Time] = "101530",
        [Digest] = "失业登记申请信息下载",
    }, """{"AAB301":"330100","AAE030":"20240628","AAE031":"20240701","QueryScope":"1","ADC201":"","PageNo":"1","PageSize":"100"}""");

    [Fact]
    public void The_signed_text_of_the_vector_has_the_agreed_SM3() =>
        Assert.Equal("d4b41a596d79950fac731366020b1c1151800c1c76da3631f7ede8351d4b4546", Sm3.Hex(Question.SignedText()));

    [Theory]
    [InlineData("test-secret-0001")]
    [InlineData("test-secret-0001\n")]
    [InlineData("test-secret-0001\r\n")]
    public void The_vector_signed_with_HMAC_SM3_gives_the_agreed_signature(string key)
    {
        var signed = Seal.Hmac(Profile, key).Sign(Question);
        Assert.Equal("txHHZYzeZO4taFDNOWH5PVk2J4K+cBldwuVV3gtirVQ=", signed.Sign);
        Assert.True(Seal.Hmac(Profile, key).Verify(signed));
    }

    [Fact]
    public void A_MessageId_is_sender_China_time_node_and_sequence() => Assert.Equal(
        Question[MessageId],
        Profile.NewMessageId("330000SYDJ01", new(2024, 7, 1, 2, 15, 30, 123, TimeSpan.Zero), "01", 300001));
}
