using System.Text.Json.Nodes;
using Adapter.Cli;
using Adapter.Delivery;
using Adapter.Intake;
using Adapter.Settings;
using Adapter.Simulator;
using Adapter.Store;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Adapter.Tests.Support;

/// <summary>
/// A daemon with a second place for its receipts, whose database goes back in time: before that instant one upload is
/// delivered, one failed and one open; after it all of them are, and so are two more.
/// </summary>
public sealed class RestoreFixture(params string[] capabilities) : DeliveryFixture
{
    readonly DirectoryInfo place = Directory.CreateTempSubdirectory("adapter-place-");

    internal override SimulatorOptions Ministry { get; } = new() { Regions = [Some.Region, "370103"], Applications = 8 };

    internal string Receipts => Path.Combine(place.FullName, "receipts");
    internal string Copy => Path.Combine(place.FullName, "copy.db");
    internal string Application { get; private set; } = "";
    internal IReadOnlyList<string> Before { get; private set; } = [];
    /// <summary>The serial under which the application was decided, and one handed in: both after the copy.</summary>
    internal IReadOnlyList<string> Lost { get; private set; } = [];
    internal int SendsBefore { get; private set; }

    internal override AdapterSettings Change(AdapterSettings settings)
    {
        var changed = base.Change(settings);
        return changed with
        {
            Receipts = new() { Directory = Receipts },
            Ministry = capabilities.Length == 0 ? changed.Ministry : changed.Ministry with { Capabilities = capabilities },
        };
    }

    internal string Data => Get<AdapterSettings>().DataDirectory;

    internal static async Task<RestoreFixture> Open(params string[] capabilities)
    {
        var fixture = new RestoreFixture(capabilities);
        await fixture.InitializeAsync();
        return fixture;
    }

    /// <summary>Up to the instant of the copy.</summary>
    internal async Task WorkBefore()
    {
        await Get<Downloader>().Run(Some.Region);
        Application = (string)(await Client.Look("/api/applications"))["items"][0]!["ADC201"]!;
        var delivered = await Submit(1);
        await Becomes(delivered, UploadState.Delivered);
        await Platform.Faults(new { name = "row-failure", code = "30000004", count = 1 });
        var failed = await Submit(2);
        await Becomes(failed, UploadState.Failed);
        await Platform.Away(true);
        var open = await Submit(3, "370103");
        await Becomes(open, UploadState.Unknown, region: "370103");
        Before = [delivered, failed, open];
    }

    /// <summary>What the copy does not know.</summary>
    internal async Task WorkAfter()
    {
        await Platform.Away(false);
        await Delivered(Before[2], TimeSpan.FromSeconds(2), "370103");
        await Client.Hand($"/api/uploads/audit-result/{Some.Region}/{Before[1]}/discard", new { reason = "重复" });
        await Client.Hand($"/api/uploads/audit-result/{Some.Region}/{Before[1]}/restore", new { reason = "停发有误" });
        await Becomes(Before[1], UploadState.Delivered);
        var decided = await Client.Decide(Application);
        Assert.True(decided.Status is System.Net.HttpStatusCode.Accepted, decided.Text);
        Lost = [(string)decided["AAZ341"]!, await Submit(4)];
        foreach (var serial in Lost) await Becomes(serial, UploadState.Delivered);
    }

    internal async Task<Ended> Verb(params IEnumerable<string> args)
    {
        using var commands = new Commands(this);
        return await commands.Run(args);
    }

    /// <summary>The copy in the place of the database, by the verb or by hand.</summary>
    internal async Task GoBack(bool byHand = false)
    {
        var (file, settings) = (Database.File, new Commands(this));
        await Stop();
        if (byHand)
        {
            foreach (var end in new[] { "-wal", "-shm" }) File.Delete(file + end);
            File.Copy(Copy, file, overwrite: true);
        }
        else
        {
            var ended = await settings.Run("restore", Copy, "--yes");
            Assert.True(ended.Exit == ExitCode.Done, ended.Error);
        }
        settings.Dispose();
        await Restart();
        SendsBefore = (await Platform.Uploads()).Count;
    }

    internal async Task Restart()
    {
        await Start();
        Client.Dispose();
        Client = await ClientWith([.. ApiSecret.Scopes]);
    }

    internal async Task CopyByHand()
    {
        var file = Database.File;
        await Stop();
        SqliteConnection.ClearAllPools();
        File.Copy(file, Copy);
        File.Copy(Path.Combine(Path.GetDirectoryName(file)!, "store.mark"), Copy + ".mark");
        await Restart();
    }

    /// <summary>What <c>adapter reconcile</c> does when the clock is right.</summary>
    internal async Task<Reconciled> Reconcile(string? from = null)
    {
        var (reconciliation, inquiry) = (ActivatorUtilities.CreateInstance<Reconciliation>(App.Services), ActivatorUtilities.CreateInstance<Inquiry>(App.Services));
        var receipts = ReceiptReading.Read(from ?? Receipts, Get<AdapterSettings>());
        var found = await reconciliation.Enter(receipts, null, default);
        found = await reconciliation.Ask(inquiry, receipts, found, null, default);
        return await reconciliation.Close(new("test", Actor.Shell), found, "test", "compared");
    }

    /// <summary>The daemon has every opportunity to send.</summary>
    internal async Task LetTimePass()
    {
        for (var step = 0; step < 10; step++)
        {
            Time.Advance(TimeSpan.FromSeconds(20));
            Get<Signal>().Set();
            await Task.Delay(50);
        }
    }

    internal async Task<JsonNode> Ready() => (await Client.Look("/health/ready")).Body!;

    /// <summary>Key by key the same content on both sides, and every key written once.</summary>
    internal async Task AssertBooksAreEqual()
    {
        var held = Database.Read(session => Get<UploadList>().List(session, new() { State = UploadState.Delivered, Limit = 1000 })).ToDictionary(row => row.AAZ341, row => row.Digest);
        var ledger = await Platform.Ledger();
        Assert.Equal(ledger.ToDictionary(entry => entry.Key, entry => entry.Value.Sm3).OrderBy(entry => entry.Key), held.OrderBy(entry => entry.Key));
        Assert.All(ledger.Values, entry => Assert.Equal(1, entry.Applied));
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        place.Delete(recursive: true);
    }
}
