using System.Reflection;
using System.Text.RegularExpressions;
using Adapter.Store;
using Adapter.Tests.Support;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Adapter.Tests.Store;

public sealed partial class QueryPlanTests
{
    /// <summary>Tables of a handful of rows (one per key, per lane, per copy that was put back): reading them whole is their use. A subquery's rows have come by an index. A partial index holds only what is live.</summary>
    static readonly string[] Small = ["SchemaVersions", "lane", "api_key", "account", "duty", "incarnation", "sqlite_schema", "sqlite_sequence", "pragma_table_xinfo", "CONSTANT", "(subquery-1)", "(subquery-2)", "(subquery-3)"];

    public static TheoryData<string, string> Statements()
    {
        var data = new TheoryData<string, string>();
        foreach (var type in typeof(Adapter.Store.Database).Assembly.GetTypes().Where(type => type.Name == "Sql" && type.Namespace == "Adapter.Store"))
        {
            foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Static)) data.Add($"{type.DeclaringType!.Name}.{field.Name}", (string)field.GetRawConstantValue()!);
        }
        return data;
    }

    [Theory, MemberData(nameof(Statements))]
    public async Task Every_statement_goes_by_an_index(string name, string sql)
    {
        await using var store = new StoreUnderTest();
        using var connection = (SqliteConnection)store.Database.Open();
        // In a file of its own.
        if (name.StartsWith(nameof(TrialBook), StringComparison.Ordinal)) connection.Execute(TrialBook.Schema);
        var plan = Plan(connection, sql);
        var partial = connection.Query<string>("select name from sqlite_schema where type = 'index' and sql like '%) where %'").ToList();
        var scans = plan.Where(step => step.StartsWith("SCAN", StringComparison.Ordinal) && !Small.Contains(step.Split(' ')[1]))
            .Where(step => !partial.Contains(step.Split(' ').Last()));
        Assert.True(!scans.Any(), $"{name}: {string.Join("; ", plan)}");
    }

    [Theory]
    [InlineData(ReviewQueue.Sql.QueueOfPerson, "application_person")]
    [InlineData(Holdings.Sql.OfPersons, "application_person")]
    [InlineData(Outbox.Sql.OfPerson, "upload_person")]
    [InlineData(UploadList.Sql.OfPerson, "upload_person")]
    [InlineData(UploadList.Sql.InState, "upload_standing")]
    [InlineData(UploadList.Sql.InRegion, "upload_region_standing")]
    [InlineData(UploadList.Sql.OfRegion, "upload_region")]
    [InlineData(UploadList.Sql.NewestInState, "upload_standing")]
    [InlineData(UploadList.Sql.Groups, "upload_standing")]
    [InlineData(UploadList.Sql.Count, "upload_standing")]
    [InlineData(UploadList.Sql.CountWithin, "upload_region_standing")]
    [InlineData(UploadList.Sql.CountBefore, "upload_standing")]
    [InlineData(UploadList.Sql.CountDelivered, "upload_region")]
    [InlineData(UploadList.Sql.CountDeliveredWithin, "upload_region")]
    [InlineData(ImportBook.Sql.InState, "upload_standing")]
    [InlineData(DueTimes.Sql.ClampOpen, "upload_standing")]
    [InlineData(Situation.Sql.Open, "upload_standing")]
    [InlineData(Situation.Sql.Stuck, "upload_standing")]
    [InlineData(ReceiptEntry.Sql.InState, "upload_standing")]
    [InlineData(Batches.Sql.Due, "upload_waiting")]
    [InlineData(Batches.Sql.OpenRows, "upload_in_flight")]
    [InlineData(Batches.Sql.SettleRows, "upload_in_flight")]
    [InlineData(Outbox.Sql.Latest, "upload_key")]
    public async Task What_is_asked_goes_by_the_index_for_it_however_much_else_there_is(string sql, string index)
    {
        await using var store = new StoreUnderTest();
        using var connection = (SqliteConnection)store.Database.Open();
        Assert.Contains(Plan(connection, sql), step => step.Contains($"INDEX {index} ", StringComparison.Ordinal));
    }

    [Fact]
    public void All_sql_stands_in_the_store()
    {
        var source = Path.Combine(Shared.Root, "src", "Adapter");
        var offenders = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/Store/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal))
            .Where(file => SqlText().IsMatch(File.ReadAllText(file)));
        Assert.Empty(offenders);
    }

    static List<string> Plan(SqliteConnection connection, string sql)
    {
        var values = new DynamicParameters();
        foreach (Match parameter in Parameter().Matches(sql)) values.Add(parameter.Value[1..], sql.Contains($" in {parameter.Value}", StringComparison.Ordinal) ? new[] { "1" } : "1");
        return [.. connection.Query<PlanStep>($"explain query plan {sql}", values).Select(step => step.Detail)];
    }

    sealed record PlanStep
    {
        public string Detail { get; init; } = "";
    }

    [GeneratedRegex("@[A-Za-z0-9_]+")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"""\s*(select .* from|insert into|update \w+ set|delete from) ", RegexOptions.IgnoreCase)]
    private static partial Regex SqlText();
}
