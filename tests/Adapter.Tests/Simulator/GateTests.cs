using Adapter.Simulator;
using Adapter.Tests.Support;
using Adapter.Wire;

namespace Adapter.Tests.Simulator;

/// <summary>What the simulated ministry checks before it looks at the body.</summary>
public class GateTests
{
    [Fact]
    public async Task A_message_signed_with_another_secret_is_refused()
    {
        await using var platform = await LoneMinistry.Open();
        platform.Seal = Seal.Hmac(MinistryRig.Profile, "another-secret");

        Assert.Equal("1002", (await platform.Ask("SYS01000", "{}")).Result);
    }

    [Fact]
    public async Task With_SM2_both_sides_verify_and_a_stranger_is_refused()
    {
        var keys = SimulatorKeys.Generate();
        await using var platform = await LoneMinistry.Open(new() { SignType = "SM2", Keys = keys });
        Seal Of(string key) => Seal.Of(MinistryRig.Profile, "SM2", key, keys.PlatformPublic, SimulatorOptions.UserId);

        platform.Seal = Of(keys.ClientPrivate!);
        var known = await platform.Ask("SYS01000", "{}");
        platform.Seal = Of(Sm2Keys.Generate().ToPem());
        var stranger = await platform.Ask("SYS01000", "{}");

        Assert.Equal(("0000", "1002"), (known.Result, stranger.Result));
        Assert.True(platform.Seal.Verify(known.Envelope!));
    }

    [Theory]
    [InlineData(5, "0000")]
    [InlineData(6, "1003")]
    [InlineData(-6, "1003")]
    public async Task A_message_more_than_five_minutes_off_is_refused(int minutes, string result)
    {
        await using var platform = await LoneMinistry.Open();
        var letter = platform.Letter("SYS01000", "{}");
        letter = MinistryRig.With(letter, HeaderRole.Time, minutes > 0 ? $"10{minutes:D2}00" : $"09{60 + minutes:D2}00");

        Assert.Equal(result, (await platform.Send("SYS01000", letter)).Result);
    }

    [Fact]
    public async Task Who_may_not_ask_is_told_so()
    {
        await using var strict = await LoneMinistry.Open(new() { Senders = ["110000SYDJ01"] });
        await using var narrow = await LoneMinistry.Open(new() { NotGranted = ["SYDJ1004"] });
        await using var elsewhere = await LoneMinistry.Open(new() { Addresses = ["10.0.0.1"] });

        Assert.Equal("1001", (await strict.Ask("SYS01000", "{}")).Result);
        Assert.Equal("1004", (await narrow.Ask("SYDJ1004", "{}")).Result);
        Assert.Equal("0000", (await narrow.Ask("SYS01000", "{}")).Result);
        Assert.Equal("1005", (await elsewhere.Ask("SYS01000", "{}")).Result);
    }

    [Fact]
    public async Task A_message_of_the_wrong_form_is_refused()
    {
        await using var platform = await LoneMinistry.Open();
        var letter = platform.Letter("SYS01000", "{}");

        Assert.Equal("2001", (await platform.Ask("SYDJ1002", "no JSON")).Result);
        Assert.Equal("2001", (await platform.Ask("SYDJ1002", """{"RowCount":"1","Rows":[]}""")).Result);
        Assert.Equal("2002", (await platform.Send("SYS01000", MinistryRig.With(letter, HeaderRole.BusinessCode, "SYDJ1001"))).Result);
        Assert.Equal("2003", (await platform.Send("SYS01000", letter with { EncType = "SM4" })).Result);
        Assert.Equal("NotFound", (await platform.Ask("SYDJ9999", "{}")).Status.ToString());
    }

    [Fact]
    public async Task Too_much_at_once_and_pages_that_are_none_are_refused()
    {
        await using var platform = await LoneMinistry.Open(new() { Regions = [Some.Region] });
        var rows = Enumerable.Range(1, 501).Select(seed => Some.AuditResult(seed).With("ADC201", "")).ToArray();

        Assert.Equal("20000003", (await platform.Upload(rows)).Code);
        Assert.Equal("20000004", (await platform.Download(size: 501)).Code);
        Assert.Equal("40000005", (await platform.Download("370199")).Code);
        Assert.Empty(await platform.View("/_ledger"));
    }
}
