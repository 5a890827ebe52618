using Adapter.Contracts;
using Adapter.Tests.Support;

namespace Adapter.Tests.Contracts;

/// <summary>A folder laid over the data of contracts/ changes it without a build.</summary>
public sealed class OverlayTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("overlay").FullName;

    public void Dispose() => Directory.Delete(folder, true);

    [Fact]
    public void A_new_holiday_list_moves_a_deadline()
    {
        Put("tables/holidays.csv", "date,kind,name\n2027-02-08,holiday,春节\n2027-02-13,workday,春节\n");
        var days = Agreement.Load(folder).WorkingDays;

        Assert.Equal(new DateOnly(2027, 2, 9), days.Add(new(2027, 2, 5), 1));
        Assert.True(days.IsWorkingDay(new(2027, 2, 13)));
        Assert.True(days.Covers(2027));
        Assert.False(days.Covers(2026));
        Assert.False(Agreement.Embedded.WorkingDays.Covers(2027));
    }

    [Fact]
    public void A_new_code_is_taken()
    {
        Put("tables/ADC221.csv", Text("tables/ADC221.csv") + "3,就业地\n");
        var local = Some.Application().With("ADC221", "3");

        Assert.Equal(["ADC221 code error"], Verdict.On(local));
        Assert.Empty(new Validation(Agreement.Load(folder), new()).Check(local, Some.Today));
    }

    [Fact]
    public void A_new_field_is_checked_by_its_row_alone()
    {
        Put("fields.csv", Text("fields.csv") + "deregistration,12,联系电话,yes,AAC067,C,11,no,,,mobile,S3\n");
        var overlaid = Agreement.Load(folder);
        var validation = new Validation(overlaid, new());
        var message = Some.Deregistration().As(overlaid.Kind("deregistration"));

        Assert.Equal("required", Assert.Single(validation.Check(message, Some.Today)).Rule);
        Assert.Equal("mobile", Assert.Single(validation.Check(message.With("AAC067", "1"), Some.Today)).Rule);
        Assert.Empty(validation.Check(message.With("AAC067", "19900000000"), Some.Today));
    }

    [Fact]
    public void A_severity_a_length_and_a_forbidden_ground_are_data()
    {
        Put("rules.csv", Text("rules.csv").Replace("mobile,error,", "mobile,warning,"));
        Put("fields.csv", Text("fields.csv").Replace("AAC003,C,50,", "AAC003,C,3,"));
        Put("tables/refusal-grounds.csv", "text,source\n联系不上,测试\n");
        var validation = new Validation(Agreement.Load(folder), new());

        Assert.Equal("warning", Assert.Single(validation.Check(Some.Application().With("AAC003", "张").With("AAC067", "1"), Some.Today)).Severity);
        Assert.Equal("length", validation.Check(Some.Deregistration().With("AAC003", "四字姓名"), Some.Today)[0].Rule);
        Assert.Equal("policy.refusal", Assert.Single(validation.Check(Some.AuditResult().With("AAE540", "2").With("AAE360", "联系不上").With("AAC003", "张"), Some.Today)).Rule);
    }

    [Fact]
    public void What_the_folder_does_not_have_stays_as_it_was_built_in()
    {
        Assert.Equal(Agreement.Embedded.Tables["region"].Rows.Count, Agreement.Load(folder).Tables["region"].Rows.Count);
        Assert.Same(Agreement.Embedded, Agreement.Load(null));
        Assert.Throws<FileNotFoundException>(() => Agreement.Embedded.Text("tables/nothing.csv"));
    }

    void Put(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
        File.WriteAllText(Path.Combine(folder, path), text);
    }

    static string Text(string path) => Agreement.Embedded.Text(path);
}
