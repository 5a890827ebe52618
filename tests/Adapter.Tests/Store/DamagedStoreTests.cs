using System.Net;
using Adapter.Cli;
using Adapter.Hosting;
using Adapter.Intake;
using Adapter.Store;
using Adapter.Tests.Support;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Adapter.Tests.Store;

/// <summary>What the program does on a database in which a row is not as it was written.</summary>
public sealed class DamagedStoreTests : IAsyncLifetime
{
    readonly DeliveryFixture fixture = new();
    string database = "";

    long Runs => fixture.Database.Read(session => session.One<long>("select count(*) from run"));

    public async Task InitializeAsync()
    {
        await fixture.InitializeAsync();
        database = fixture.Database.ConnectionString;
        // The downloads of the start.
        await Eventually.Holds(() => Runs == 7);
    }

    public Task DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task A_damaged_row_in_work_keeps_the_program_from_starting()
    {
        using var commands = new Commands(fixture);
        await fixture.Platform.Away(true);
        var serial = await fixture.Submit(1);
        await fixture.Becomes(serial, UploadState.Unknown);
        var id = fixture.Row(serial).Id;
        await fixture.Stop();
        Flip(id);

        var refused = await Assert.ThrowsAsync<StoreException>(fixture.Start);
        var ended = await commands.Run("run --set Ministry:BaseUrl=http://127.0.0.1:1 --set Ministry:Sender=330000SYDJ01 --set Ministry:Sign:Type=NONE --set Ministry:AllowPlainHttp=true");

        Assert.StartsWith($"数据库已损坏，不能使用：upload_content 第 {id} 行", refused.Message);
        Assert.Equal((ExitCode.FailStop, refused.Message), (ended.Exit, ended.Error.Trim().Split('\n')[^1]));
        Flip(id);
        await fixture.Start();
    }

    [Fact]
    public async Task Damage_among_what_is_done_stops_sending_and_downloading_until_a_check_by_hand_finds_none()
    {
        using var commands = new Commands(fixture);
        using var anyone = fixture.Anonymous();
        var done = await fixture.Submit(1);
        await fixture.Becomes(done, UploadState.Delivered);
        var id = fixture.Row(done).Id;
        Flip(id);

        await Check();
        var next = await fixture.Submit(2);
        await Download();
        var ready = await anyone.Look("/health/ready");
        await anyone.Metrics(line => line.StartsWith("adapter_store_intact", StringComparison.Ordinal) && line.Contains("} 0"));
        var shown = await fixture.Client.Look($"/api/uploads/audit-result/{Some.Region}/{next}");
        var found = await commands.Run("doctor --store --json");

        Assert.Equal((HttpStatusCode.OK, "damaged"), (ready.Status, (string)ready["store"]!));
        Assert.Contains("数据库有损坏", shown.Text);
        Assert.Equal(ExitCode.FoundWrong, found.Exit);
        Assert.Contains($"upload_content 第 {id} 行", (string)found.Lines.Single()["found"]!);
        Assert.Equal(7, Runs);
        await Eventually.Holds(() => fixture.Row(next) is { State: UploadState.Waiting, Attempts: 0 });

        Flip(id);
        var mended = await commands.Run("doctor --store");
        fixture.Get<Signal>().Set();
        await fixture.Delivered(next, DeliveryFixture.LongestStep);
        await Download();

        Assert.Equal(14, Runs);
        Assert.Equal(ExitCode.Done, mended.Exit);
        Assert.Contains("已恢复", mended.Output);
        Assert.Equal("writable", (string)(await anyone.Look("/health/ready"))["store"]!);
    }

    [Fact]
    public async Task A_look_at_the_whole_store_comes_by_itself_after_the_start()
    {
        var done = await fixture.Submit(1);
        await fixture.Becomes(done, UploadState.Delivered);
        Flip(fixture.Row(done).Id);

        await fixture.Until(() => !fixture.Get<StoreHealth>().IsIntact, DeliveryFixture.LongestStep);

        Assert.Contains("upload", fixture.Get<StoreHealth>().Found().Single());
    }

    Task Check() => ActivatorUtilities.CreateInstance<StoreCheckJob>(fixture.App.Services).Look(default);

    async Task Download()
    {
        var round = fixture.Get<DownloadRound>().Spread(default);
        await fixture.Until(() => round.IsCompleted, DeliveryFixture.LongestStep);
    }

    /// <summary>One bit of an upload's payload, and back; its seal stays.</summary>
    void Flip(long id)
    {
        using var connection = new SqliteConnection($"{database};Pooling=False");
        connection.Open();
        byte[] Read(string column) => connection.ExecuteScalar<byte[]>($"select {column} from upload_content where upload_id = {id}")!;
        var (payload, seal) = (Read("payload"), Read("seal"));
        payload[^3] ^= 1;
        connection.CreateFunction("row_seal", (object?[] _) => seal, isDeterministic: true);
        connection.CreateFunction("row_broken", (string _, long _) => 0L);
        connection.Execute("update upload_content set payload = @payload where upload_id = @id", new { payload, id });
    }
}
