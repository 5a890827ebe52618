using System.Net;
using Adapter.Cli;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Delivery;

/// <summary>An old copy of the database is put back while the platform has gone on.</summary>
public static class RestoreTests
{
    static readonly string[] Asking = ["Query", "Upsert", "ReRead", "Correct"];

    public sealed class WithReceipts
    {
        [Theory]
        [InlineData(false, false)]
        [InlineData(true, false)]
        [InlineData(false, true)]
        public async Task Nothing_is_sent_before_the_comparison_and_afterwards_the_books_are_equal(bool canAsk, bool byHand)
        {
            var fixture = await RestoreFixture.Open(canAsk ? Asking : []);
            await fixture.WorkBefore();
            if (byHand) await fixture.CopyByHand();
            else Assert.Equal(ExitCode.Done, (await fixture.Verb("backup", fixture.Copy)).Exit);
            await fixture.WorkAfter();
            await fixture.GoBack(byHand);

            var fresh = await fixture.Submit(5);
            await fixture.LetTimePass();
            var shown = await fixture.Client.Look($"/api/uploads/audit-result/{Some.Region}/{fresh}");
            var ready = await fixture.Ready();

            Assert.Equal(fixture.SendsBefore, (await fixture.Platform.Uploads()).Count);
            Assert.Equal("数据恢复后尚未核对，暂停上传", (string)shown["waiting"]["why"]!);
            Assert.Equal(("ready", true), ((string)ready["status"]!, ready["heldSince"] is not null));

            var found = await fixture.Reconcile();
            await fixture.Becomes(fresh, UploadState.Delivered);

            Assert.Equal((true, 2, 2, 0), (found.IsCleared, found.Entered, found.Delivered, found.Conflicts));
            Assert.Null((await fixture.Ready())["heldSince"]);
            await fixture.AssertBooksAreEqual();
            await Assert_what_was_lost_is_not_done_again(fixture);
            await fixture.DisposeAsync();
        }

        static async Task Assert_what_was_lost_is_not_done_again(RestoreFixture fixture)
        {
            var again = await fixture.Client.Decide(fixture.Application);
            var same = Some.AuditResult(4).With("ADC201", "").With("AAB301", Some.Region).With("AAZ341", fixture.Lost[1]);
            var other = Some.AuditResult(44).With("ADC201", "").With("AAB301", Some.Region).With("AAZ341", fixture.Lost[1]);

            Assert.Equal((HttpStatusCode.Conflict, "application.decided"), (again.Status, again.Code));
            Assert.Equal(HttpStatusCode.OK, (await fixture.Client.Hand("/api/audit-results", same.ToJson())).Status);
            Assert.Equal("serial.reused", (await fixture.Client.Hand("/api/audit-results", other.ToJson())).Code);
        }
    }

    public sealed class WithoutReceipts
    {
        [Theory]
        [InlineData(false)]
        [InlineData(true)]
        public async Task A_person_must_let_sending_go_on_and_no_key_changes_hands(bool canAsk)
        {
            var fixture = await RestoreFixture.Open(canAsk ? Asking : []);
            await fixture.WorkBefore();
            await fixture.Verb("backup", fixture.Copy);
            await fixture.WorkAfter();
            await fixture.GoBack();
            Directory.Delete(fixture.Receipts, recursive: true);
            Directory.CreateDirectory(fixture.Receipts);
            var ledger = await fixture.Platform.Ledger();

            var found = await fixture.Reconcile();
            var second = await fixture.Client.Decide(fixture.Application);
            await fixture.LetTimePass();

            Assert.Equal((false, "receipts-missing", canAsk ? 2 : 0), (found.IsCleared, found.Remaining.Single().Code, found.Delivered));
            Assert.Equal(fixture.SendsBefore, (await fixture.Platform.Uploads()).Count);
            Assert.DoesNotContain((string)second["AAZ341"]!, fixture.Lost);

            var released = await fixture.Verb("reconcile", "--release", "--reason", "已与部平台逐条核对", "--by", "王敏", "--json");
            await fixture.Becomes((string)second["AAZ341"]!, UploadState.Failed);

            Assert.Equal((ExitCode.Done, true), (released.Exit, (bool)released.Lines.Single()["isCleared"]!));
            Assert.Equal("40000004", fixture.Row((string)second["AAZ341"]!).Code);
            Assert.All(ledger, entry => Assert.Equal(entry.Value, fixture.Platform.Ledger().Result[entry.Key]));
            var history = fixture.Database.Read(Histories.Current)!;
            Assert.Equal(("王敏", "已与部平台逐条核对"), (history.ClearedBy, history.Reason));
            Assert.Contains(fixture.Database.Read(session => fixture.Get<Events>().After(session, history.BaseSeq, 1000)), row => row is { Type: "reconciled", Code: "released" });
            await fixture.DisposeAsync();
        }

        [Fact]
        public async Task What_the_platform_does_not_speak_of_is_not_taken_for_missing()
        {
            var fixture = await RestoreFixture.Open(Asking);
            await fixture.WorkBefore();
            await fixture.Verb("backup", fixture.Copy);
            await fixture.WorkAfter();
            await fixture.GoBack();
            await fixture.Platform.Faults(new { name = "missing-rows", @interface = "SYDJ1004", rows = 500 });

            var found = await fixture.Reconcile();

            Assert.False(found.IsCleared);
            Assert.All(found.Remaining, left => Assert.Equal("not-answered", left.Code));
            Assert.Equal(fixture.SendsBefore, (await fixture.Platform.Uploads()).Count);
            await fixture.DisposeAsync();
        }

        [Fact]
        public async Task Receipts_with_a_gap_are_not_enough_and_the_whole_of_them_is()
        {
            var fixture = await RestoreFixture.Open();
            await fixture.WorkBefore();
            await fixture.Verb("backup", fixture.Copy);
            await fixture.WorkAfter();
            await fixture.GoBack();
            var whole = Directory.GetFiles(fixture.Receipts).Single();
            var lines = File.ReadAllLines(whole);
            var part = Path.Combine(fixture.Data, "part.ndjson");
            File.WriteAllLines(part, [.. lines[..^2], lines[^1]]);

            var found = await fixture.Reconcile(part);
            var again = await fixture.Reconcile(whole);

            Assert.Equal((false, "receipts-missing"), (found.IsCleared, found.Remaining.Single().Code));
            Assert.True(again.IsCleared, string.Join('\n', again.Remaining));
            await fixture.DisposeAsync();
        }

        [Fact]
        public async Task Where_the_platform_takes_no_repetition_and_tells_nothing_what_is_open_is_left_to_a_person()
        {
            var fixture = await RestoreFixture.Open("ReRead", "Correct");
            await fixture.WorkBefore();
            await fixture.Verb("backup", fixture.Copy);
            await fixture.GoBack();

            var found = await fixture.Reconcile();

            Assert.Equal([("not-asked", $"audit-result/370103/{fixture.Before[2]}")], found.Remaining.Select(one => (one.Code, one.Key)));
            await fixture.DisposeAsync();
        }
    }

    public sealed class Places
    {
        [Fact]
        public async Task While_the_second_place_is_away_delivery_goes_on_and_afterwards_nothing_is_missing_or_double()
        {
            var fixture = await RestoreFixture.Open();
            await Written(fixture, await fixture.Submit(1), 1);
            Directory.Move(fixture.Receipts, fixture.Receipts + "-away");
            File.WriteAllText(fixture.Receipts, "in the way");
            foreach (var seed in new[] { 2, 3 }) await fixture.Becomes(await fixture.Submit(seed), UploadState.Delivered);
            await fixture.Until(() => fixture.Anonymous().GetStringAsync("/metrics").Result.Split('\n').Any(line => line.StartsWith("adapter_receipts_behind", StringComparison.Ordinal) && line.EndsWith(" 2", StringComparison.Ordinal)), TimeSpan.FromSeconds(1));
            File.Delete(fixture.Receipts);
            Directory.Move(fixture.Receipts + "-away", fixture.Receipts);

            await Written(fixture, await fixture.Submit(4), 4);
            await fixture.Stop();
            // As a crash leaves it.
            File.AppendAllText(Directory.GetFiles(fixture.Receipts).Single(), "{\"seq\":99");
            await fixture.Restart();
            await Written(fixture, await fixture.Submit(5), 5);

            await fixture.DisposeAsync();
        }

        [Fact]
        public async Task A_whole_folder_that_went_back_is_seen_by_the_receipts()
        {
            var fixture = await RestoreFixture.Open();
            await fixture.WorkBefore();
            await fixture.CopyByHand();
            await fixture.WorkAfter();
            var data = fixture.Data;
            await fixture.Stop();
            foreach (var end in new[] { "-wal", "-shm" }) File.Delete(Path.Combine(data, "adapter.db" + end));
            File.Copy(fixture.Copy, Path.Combine(data, "adapter.db"), overwrite: true);
            File.Copy(fixture.Copy + ".mark", Path.Combine(data, "store.mark"), overwrite: true);

            await fixture.Restart();

            Assert.Equal("receipts", fixture.Database.Read(Histories.Current)!.Why);
            Assert.True((await fixture.Reconcile()).IsCleared);
            await fixture.AssertBooksAreEqual();
            await fixture.DisposeAsync();
        }

        static async Task Written(RestoreFixture fixture, string serial, int count)
        {
            await fixture.Becomes(serial, UploadState.Delivered);
            await fixture.Until(() => Lines(fixture).Count >= count, TimeSpan.FromSeconds(1));
            Assert.Equal(count, Lines(fixture).Select(line => UploadReceipt.Read(line)!.AAZ341).Distinct().Count());
            Assert.Equal(count, Lines(fixture).Count);
        }

        static IReadOnlyList<string> Lines(RestoreFixture fixture) => Directory.Exists(fixture.Receipts)
            ? [.. Directory.GetFiles(fixture.Receipts).SelectMany(File.ReadAllLines)]
            : [];
    }
}
