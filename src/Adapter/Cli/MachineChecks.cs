using System.Net;
using System.Net.Sockets;
using Adapter.Contracts;
using Adapter.Hosting;
using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Cli;

/// <summary>What <c>doctor</c> sees without leaving this machine.</summary>
sealed class MachineChecks(SettingsReport report, TimeProvider time)
{
    readonly AdapterSettings settings = report.Settings;

    public async Task<IReadOnlyList<Checkup>> Run(CancellationToken stop) =>
        [.. OfSettings(), OfKeyFiles(), OfDataFolder(), OfSpace(), OfStore(), await OfPort(stop), OfHolidays()];

    IEnumerable<Checkup> OfSettings()
    {
        var problems = report.Errors.Count > 0 ? report.Errors : RunRules.Check(settings);
        foreach (var problem in problems) yield return new("settings", "设置", Health.Failed, $"Adapter:{problem.Key} {problem.Wrong}", problem.Right);
        foreach (var warning in report.Warnings) yield return new("settings", "设置", Health.Warning, warning["设置 ".Length..]);
        if (problems.Count == 0) yield return Checkup.Passed("settings", "设置", report.File ?? "没有设置文件，取自环境变量和命令行");
    }

    Checkup OfKeyFiles()
    {
        const string What = "密钥文件";
        var open = report.Errors.Find(problem => problem.Right.StartsWith("请执行 chmod", StringComparison.Ordinal));
        return open is null
            ? Checkup.Passed("key-files", What, report.KeyFiles.Count == 0 ? "未使用" : $"{report.KeyFiles.Count} 个，仅本用户可读")
            : new("key-files", What, Health.Failed, open.Wrong, open.Right);
    }

    Checkup OfDataFolder() => DataFolder.WhatIsWrong(settings.DataDirectory) is { } wrong
        ? new("data-directory", "数据目录", Health.Failed, wrong.Split('。')[0], wrong.Split('。')[1])
        : Checkup.Passed("data-directory", "数据目录", Path.GetFullPath(settings.DataDirectory));

    Checkup OfSpace()
    {
        const string What = "磁盘空间";
        if (!Directory.Exists(settings.DataDirectory)) return new("disk-space", What, Health.Warning, "数据目录还没有，无从得知");
        var free = new DriveInfo(Path.GetFullPath(settings.DataDirectory)).AvailableFreeSpace >> 20;
        var found = $"可用 {free} MB";
        return free switch
        {
            < 200 => new("disk-space", What, Health.Failed, found, "请清理磁盘或把数据目录移到更大的盘，至少留 2 GB"),
            < 2048 => new("disk-space", What, Health.Warning, found, "空间不多，建议至少留 2 GB"),
            _ => Checkup.Passed("disk-space", What, found),
        };
    }

    Checkup OfStore()
    {
        const string What = "数据库";
        var database = new Database(settings);
        if (database.IsSqlite && !File.Exists(database.File)) return Checkup.Passed("store", What, $"还没有，首次启动时建立，SQLite {Database.SqliteVersion}");
        if (database.IsSqlite && !new StoreHealth(settings).IsIntact)
            return new("store", What, Health.Failed, "查出有损坏，上传和下载已暂停", "请执行 adapter doctor --store，按所列处理");
        try
        {
            if (database.IsSqlite && StoreOpening.TooOld(Database.SqliteVersion) is { } old) return new("store", What, Health.Failed, old.Split('。')[0], old.Split('。')[1]);
            var version = database.Version();
            var isCurrent = new Migration(settings, database).IsCurrent();
            if (isCurrent && database.Read(Histories.IsHeld))
                return new("store", What, Health.Warning, "数据恢复后尚未与部平台核对，上传暂停", "请执行 adapter reconcile");
            return isCurrent
                ? Checkup.Passed("store", What, $"可以打开，结构为最新，{version}")
                : new("store", What, Health.Warning, $"结构不是最新，{version}", "下次启动时自动升级，请先备份");
        }
        catch (Exception problem) when (problem is System.Data.Common.DbException or InvalidOperationException or IOException)
        {
            return new("store", What, Health.Failed, $"打不开（{problem.GetType().Name}）", StoreOpening.Mend(settings));
        }
        catch (StoreException refused)
        {
            return new("store", What, Health.Failed, refused.Message.Split('。')[0], refused.Message.Split('。')[1]);
        }
    }

    async Task<Checkup> OfPort(CancellationToken stop)
    {
        const string What = "监听地址";
        if (ListenRules.AddressOf(settings.Listen) is not { } url) return new("listen", What, Health.Failed, "不能识别", "见“设置”一项");
        try
        {
            var address = url.Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(url.IdnHost);
            using var listener = new TcpListener(address, url.Port);
            listener.Start();
            return Checkup.Passed("listen", What, $"{settings.Listen} 空闲");
        }
        catch (SocketException problem) when (problem.SocketErrorCode != SocketError.AddressAlreadyInUse)
        {
            return new("listen", What, Health.Failed, $"{settings.Listen} 不能监听（{problem.SocketErrorCode}）", "请核对本机有此地址；1024 以下的端口需要权限");
        }
        catch (SocketException)
        {
            return await Daemon.AnswersAt(url, stop)
                ? Checkup.Passed("listen", What, $"{settings.Listen} 上 adapter 正在运行")
                : new("listen", What, Health.Failed, $"{settings.Listen} 已被别的程序占用", "请停掉占用它的程序，或改设置 Adapter:Listen");
        }
    }

    /// <summary>Whether the daemon of these settings answers.</summary>
    public async Task<Checkup> OfService(CancellationToken stop) => await Daemon.IsRunning(settings, stop)
        ? Checkup.Passed("live", "常驻服务", $"{settings.Listen} 上 adapter 正在运行")
        : new("live", "常驻服务", Health.Failed, $"{settings.Listen} 上没有应答", "请查看日志，或启动 adapter run");

    Checkup OfHolidays()
    {
        const string What = "节假日表";
        if (report.Errors.Exists(problem => problem.Key == "Contracts")) return new("holidays", What, Health.Failed, "读不了", "见“设置”一项");
        var year = ChinaTime.Date(time.GetUtcNow()).Year;
        return Agreement.Load(settings.Contracts).WorkingDays.Covers(year)
            ? Checkup.Passed("holidays", What, $"有 {year} 年")
            : new("holidays", What, Health.Warning, $"没有 {year} 年，办结期限只按星期推算", "请将新的 tables/holidays.csv 放入 Adapter:Contracts 所指的文件夹");
    }
}
