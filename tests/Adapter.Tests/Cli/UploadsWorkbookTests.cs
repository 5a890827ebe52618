using Adapter.Store;
using Adapter.Tests.Support;
using MiniExcelLibs;

namespace Adapter.Tests.Cli;

/// <summary>Refused uploads are taken out as a workbook, mended there, and brought back.</summary>
public sealed class UploadsWorkbookTests(ClosedMinistryFixture fixture) : IClassFixture<ClosedMinistryFixture>
{
    readonly string folder = Directory.CreateTempSubdirectory("adapter-workbook-").FullName;

    /// <summary>Exports what is refused in a region, changes cells by their row, and says where it is.</summary>
    async Task<string> Mended(Commands commands, string region, Action<int, IDictionary<string, object>> change)
    {
        var file = Path.Combine(folder, $"{region}.xlsx");
        var ended = await commands.Run("uploads", "export", file, "--kind", "audit-result", "--region", region);
        Assert.True(ended.Exit == 0, ended.Error);
        var rows = MiniExcel.Query(file, useHeaderRow: true).Cast<IDictionary<string, object>>().ToList();
        foreach (var (place, row) in rows.Index()) change(place, row);
        var mended = Path.Combine(folder, $"{region}-改好.xlsx");
        MiniExcel.SaveAs(mended, rows);
        return mended;
    }

    IReadOnlyList<UploadRow> Versions(UploadRow row) => fixture.Database.Read(session => fixture.Get<Outbox>().Versions(session, row.Kind, row.AAB301, row.AAZ341));

    [Fact]
    public async Task What_differs_is_corrected_and_the_rest_is_left_alone()
    {
        using var commands = new Commands(fixture);
        var sending = new Sending(fixture);
        UploadRow[] held = [await sending.Held("370601", 9001), await sending.Held("370601", 9002), await sending.Held("370601", 9003)];
        var file = await Mended(commands, "370601", (place, row) => row["AAE461"] = place < 2 ? "邻居代转" : row["AAE461"]);

        var tried = await commands.Run("uploads", "import", "audit-result", file, "--dry-run", "--json");
        var untouched = held.All(row => Versions(row).Count == 1);
        var done = await commands.Run("uploads", "import", "audit-result", file, "--reason", "核对后更正", "--json");
        var again = await commands.Run("uploads", "import", "audit-result", file, "--reason", "核对后更正", "--json");

        Assert.True(untouched);
        Assert.Equal((0, 2, 1), (tried.Exit, (int)tried.Lines[0]["corrected"]!, (int)tried.Lines[0]["unchanged"]!));
        Assert.Equal((0, 2), (done.Exit, (int)done.Lines[0]["corrected"]!));
        Assert.Equal(2, (int)done.Lines[0]["fields"]!["AAE461"]!);
        Assert.Equal([2, 2, 1], held.Select(row => Versions(row).Count));
        Assert.Equal(3, (int)again.Lines[0]["unchanged"]!);
    }

    [Fact]
    public async Task What_may_not_be_mended_here_is_refused_and_said_by_its_reason()
    {
        using var commands = new Commands(fixture);
        var row = await new Sending(fixture).Held("370602", 9004);
        var file = await Mended(commands, "370602", (_, cells) => cells["AAC003"] = "王小明");

        var ended = await commands.Run("uploads", "import", "audit-result", file, "--reason", "核对后更正", "--json");

        Assert.Equal((2, 1), (ended.Exit, (int)ended.Lines[0]["refused"]!["mend.field"]!));
        Assert.Single(Versions(row));
    }

    [Fact]
    public async Task The_workbook_is_for_its_maker_alone_holds_text_and_stands_in_the_log()
    {
        using var commands = new Commands(fixture);
        var row = await new Sending(fixture).Held("370603", 9005, change: record => record.With("AAE461", "=1+1"));
        await Mended(commands, "370603", (place, cells) => Assert.Equal(place == 0 ? "=1+1" : "", cells["AAE461"] ?? ""));

        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "370603.xlsx")));
        var (_, error) = (await commands.Run("uploads", "export", Path.Combine(folder, "370603.xlsx"), "--kind", "audit-result")) is var second ? (second.Exit, second.Error) : default;
        Assert.Contains("已存在", error, StringComparison.Ordinal);
        Assert.Contains(fixture.Database.Read(session => fixture.Get<AuditLog>().List(session, new() { Person = row.Person })), act => act.Action == "export");
        Assert.Contains(MiniExcel.Query(Path.Combine(folder, "370603.xlsx")).Cast<IDictionary<string, object>>().Last().Values, value => value is string line && line.Contains(Actor.AtTerminal().Name));
    }
}
