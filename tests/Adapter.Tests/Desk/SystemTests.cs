using System.Net;
using Adapter.Files;
using Adapter.Intake;
using Adapter.People;
using Adapter.Settings;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Desk;

/// <summary>What stands behind the pages of the system: keys, settings, the log, downloads that a person asks for.</summary>
public sealed class SystemTests(DeskFixture fixture) : IClassFixture<DeskFixture>
{
    static readonly Actor sysadmin = new("sysadmin", Actor.Desk);

    IReadOnlyList<AuditRow> Log(AuditFilter filter) => fixture.Database.Read(session => fixture.Get<AuditLog>().List(session, filter));

    [Fact]
    public async Task A_key_that_is_given_at_the_desk_opens_the_api_until_it_is_revoked_and_both_stand_in_the_log()
    {
        var book = fixture.Get<KeyBook>();
        using var client = fixture.Anonymous();

        var given = await book.Add(sysadmin, "窗口系统", ["submit", "read"], 90);
        client.DefaultRequestHeaders.Authorization = new("Bearer", given.Secret);
        var before = await client.Look("/api/events");
        var again = await book.Add(sysadmin, "窗口系统", ["read"], null);
        var revoked = await book.Revoke(sysadmin, "窗口系统");
        var after = await client.Look("/api/events");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (before.Status, after.Status));
        Assert.Equal(("", "key.exists", "", "key.not-found"), (given.Code, again.Code, revoked.Code, (await book.Revoke(sysadmin, "窗口系统")).Code));
        Assert.Equal([("key.revoke", "key.not-found"), ("key.revoke", "done"), ("key.add", "key.exists"), ("key.add", "done")], Log(new() { Object = "窗口系统" }).Select(row => (row.Action, row.Result)));
        Assert.DoesNotContain(Log(new()), row => row.Detail.Contains(given.Secret!, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "read", 1, "key.name")]
    [InlineData("a\nb", "read", 1, "key.name")]
    [InlineData("a", "", 1, "key.scopes")]
    [InlineData("a", "everything", 1, "key.scopes")]
    [InlineData("a", "read", 0, "key.days")]
    [InlineData("a", "read", 3651, "key.days")]
    public async Task A_key_without_name_scope_or_end_is_not_given(string name, string scope, int days, string code) =>
        Assert.Equal(code, (await fixture.Get<KeyBook>().Add(sysadmin, name, scope == "" ? [] : [scope], days)).Code);

    [Fact]
    public void Settings_are_shown_with_their_defaults_and_no_secret()
    {
        var settings = fixture.Get<AdapterSettings>() with
        {
            ConnectionString = "canary-1",
            Ministry = fixture.Get<AdapterSettings>().Ministry with { Sign = new() { Key = "canary-2", PlatformKey = "canary-3" }, Tls = new() { Password = "canary-4" } },
            Accounts = new() { OpenIdConnect = new() { ClientSecret = "canary-5" } },
        };

        var lines = SettingsTable.Of(settings);

        Assert.DoesNotContain(lines, line => line.Value.Contains("canary", StringComparison.Ordinal));
        Assert.Equal(5, lines.Count(line => line.Value == "已设置"));
        Assert.Equal(("330000SYDJ01", true), (lines.Single(line => line.Key == "Ministry:Sender").Value, lines.Single(line => line.Key == "Ministry:Sender").Differs));
        Assert.False(lines.Single(line => line.Key == "Download:Cron").Differs);
        Assert.Contains(lines, line => line is { Key: "Listen:Certificate", Value: "未设置" });
    }

    [Fact]
    public void A_setting_whose_name_says_that_it_is_secret_is_hidden() =>
        Assert.All(SettingsTable.Of(new()).Where(line => line.Key.Split(':')[^1] is "Key" or "Password" or "ClientSecret" or "ConnectionString"), line => Assert.Equal("未设置", line.Value));

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\tx")]
    [InlineData("\rx")]
    [InlineData("\0x")]
    [InlineData("＝1+1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠x")]
    public void A_cell_never_begins_as_a_formula_does(string text) => Assert.Equal("'" + text, TextCell.Of(text));

    [Fact]
    public async Task The_log_is_exported_as_text_and_the_export_stands_in_it()
    {
        await fixture.Get<Writer>().Write(session => fixture.Get<AuditLog>().Add(session, new("=cmd|' /C calc'!A0", Actor.Api), new() { Action = "discard", Object = "a,\"b\"", Detail = "+1" }));
        using var auditor = await fixture.Entered("auditor");

        var file = await auditor.Fill("/password");
        var token = System.Text.RegularExpressions.Regex.Match(file.Text, "__RequestVerificationToken\" value=\"([^\"]*)\"").Groups[1].Value;
        var answer = await auditor.Post("/audit/export", ("__RequestVerificationToken", token), ("act", "discard"));

        Assert.Equal((HttpStatusCode.OK, "text/csv"), (answer.Status, answer.Response.Content.Headers.ContentType!.MediaType));
        Assert.Contains("'=cmd|' /C calc'!A0,接口,停止上传,\"a,\"\"b\"\"\",已办,'+1", answer.Text, StringComparison.Ordinal);
        Assert.Equal(("auditor", "操作日志 1 条"), (Log(new() { Action = "export" })[0].Actor, Log(new() { Action = "export" })[0].Detail));
    }

    [Fact]
    public async Task Who_saw_a_person_is_found_by_the_persons_number_alone_or_among_many()
    {
        var persons = fixture.Get<Persons>();
        await fixture.Get<Writer>().Write(session =>
        {
            var log = fixture.Get<AuditLog>();
            log.Add(session, new("reviewer", Actor.Desk), new() { Action = "reveal", Object = "SQ1", Person = persons.Hash(Some.CitizenId()) });
            return log.Add(session, new("reviewer", Actor.Desk), new() { Action = "pull", Object = "SQ2" }, [persons.Hash(Some.CitizenId()), persons.Hash(Some.CitizenId(2))]);
        });
        var search = fixture.Get<Adapter.Api.AuditSearch>();

        Assert.Equal(["pull", "reveal"], search.Find(new(), Some.CitizenId().ToLowerInvariant()).Select(row => row.Action));
        Assert.Equal(["pull"], search.Find(new(), Some.CitizenId(2)).Select(row => row.Action));
        Assert.Empty(search.Find(new(), Some.CitizenId(3)));
    }

    [Fact]
    public async Task The_log_is_not_exported_without_the_forms_token_or_the_right()
    {
        using var auditor = await fixture.Entered("auditor");
        using var sysadmin = await fixture.Entered("sysadmin");

        Assert.Equal(HttpStatusCode.BadRequest, (await auditor.Post("/audit/export")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await sysadmin.Post("/audit/export")).Status);
    }

    [Fact]
    public void A_download_that_a_person_asks_for_is_refused_while_the_platform_is_closed_or_for_days_that_have_not_come()
    {
        var asked = fixture.Get<AskedDownloads>();

        Assert.Equal("download.closed", asked.WhatIsWrong(null));
        Assert.Equal("download.days", asked.WhatIsWrong(new(new(2026, 2, 12), new(2126, 2, 14))));
        Assert.Equal("download.days", asked.WhatIsWrong(new(new(2026, 2, 12), new(2026, 2, 11))));
    }

    [Fact]
    public async Task A_download_that_a_person_asks_for_stands_in_the_log_before_its_run_ends()
    {
        var run = await fixture.Get<AskedDownloads>().Run(new("operator", Actor.Desk), Some.Region, new(new(2026, 2, 1), new(2026, 2, 2)), null, default);

        var row = Log(new() { Object = Some.Region })[0];
        Assert.Equal(("operator", "download", "2026-02-01 至 2026-02-02"), (row.Actor, row.Action, row.Detail));
        Assert.Equal(("2026-02-01", "2026-02-02"), (run.DayFrom, run.DayTo));
    }
}
