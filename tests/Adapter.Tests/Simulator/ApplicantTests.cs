using Adapter.Contracts;
using Adapter.Simulator;
using Adapter.Tests.Support;

namespace Adapter.Tests.Simulator;

public class ApplicantTests
{
    static readonly string[] Regions = [Some.Region, "370103", "110101"];
    static readonly Validation Validation = new(Agreement.Embedded, new() { Regions = Regions });

    static Applicants Applicants(double faulty = 0, int seed = 1) =>
        new(Agreement.Embedded, new() { Regions = Regions, Faulty = faulty, Seed = seed });

    static IReadOnlyList<Finding> Check(Message message, Message? given = null) => Validation.Check(message, Some.Today, given);

    static Message Result(Applicant applicant) => applicant.Message.As(Agreement.Embedded.Kind("audit-result"))
        .With("AAZ341", "370102260213000001").With("AAE540", "1").With("AAE011", "经办员").With("AAE036", "20260213");

    [Fact]
    public void An_applicant_without_a_flaw_passes_every_check_and_so_does_the_result_made_of_it()
    {
        var applicants = Applicants();
        for (var n = 0; n < 1000; n++)
        {
            var applicant = applicants.Make(n, Some.Today);
            Assert.Null(applicant.Flaw);
            Assert.Empty(Check(applicant.Message));
            Assert.Empty(Check(Result(applicant), applicant.Message));
        }
    }

    [Fact]
    public void A_person_at_the_counter_passes_every_check()
    {
        var applicants = Applicants();
        for (var n = 0; n < 300; n++)
        {
            var result = applicants.LocalResult(n, Some.Today);
            Assert.Empty(Check(result));
            Assert.Empty(Check(applicants.Deregistration(n, Some.Today, result)));
            Assert.Empty(Check(applicants.Deregistration(n, Some.Today)));
        }
    }

    [Fact]
    public void Every_flaw_is_found_by_the_rule_that_it_names()
    {
        var good = Applicants().Make(0, Some.Today);
        Assert.All(Flaws.All, flaw =>
        {
            var spoilt = good with { Message = flaw.Spoil(good.Message), Flaw = flaw };
            var found = Check(spoilt.Message).Where(finding => finding.Field == flaw.Field).ToList();

            if (flaw.Rule == "") Assert.DoesNotContain(found, finding => finding.IsError);
            else Assert.Contains(found, finding => (finding.Rule, finding.Severity) == (flaw.Rule, flaw.Severity));
            Assert.Equal(flaw.ResultRule == "" ? [] : [flaw.ResultRule],
                Check(Result(spoilt), spoilt.Message).Where(finding => finding.IsError).Select(finding => finding.Rule));
        });
    }

    [Fact]
    public void The_share_of_flaws_is_the_one_asked_for_and_every_flaw_comes_up()
    {
        var applicants = Applicants(0.1);
        var flaws = Enumerable.Range(0, 4000).Select(n => applicants.Make(n, Some.Today).Flaw).OfType<Flaw>().ToList();

        Assert.InRange(flaws.Count, 320, 480);
        Assert.Equal(Flaws.All.Select(flaw => flaw.Name).Order(), flaws.Select(flaw => flaw.Name).Distinct().Order());
    }

    [Fact]
    public void The_same_seed_gives_the_same_people_and_another_seed_others()
    {
        static string[] People(int seed)
        {
            var applicants = Applicants(0.3, seed);
            return [.. Enumerable.Range(0, 100).Select(n => applicants.Make(n, Some.Today).Message.ToJson())];
        }

        Assert.Equal(People(7), People(7));
        Assert.Empty(People(7).Intersect(People(8)));
    }

    [Fact]
    public void Ages_are_of_working_people_and_numbers_are_of_counties_that_exist()
    {
        var (regions, applicants) = (Agreement.Embedded.Tables["region"], Applicants());
        for (var n = 0; n < 500; n++)
        {
            var message = applicants.Make(n, Some.Today).Message;
            var (number, day) = (message["AAC002"]!, CompactDate.Day(message["AAE127"])!.Value);

            Assert.InRange(day.DayNumber - CompactDate.Day(number.Substring(6, 8))!.Value.DayNumber, 16 * 365, 60 * 366);
            Assert.NotNull(regions.TextOf(number[..6]));
        }
    }

    [Fact]
    public void Names_have_minority_separators_and_characters_beyond_the_basic_plane()
    {
        var applicants = Applicants();
        var names = Enumerable.Range(0, 1000).Select(n => applicants.Make(n, Some.Today).Message["AAC003"]!).ToList();

        Assert.InRange(names.Count(name => name.Contains('·')), 40, 160);
        Assert.Contains(names, name => name.Any(char.IsSurrogate));
        Assert.Contains(names, name => name.Contains('䶮'));
    }

    [Fact]
    public void Numbers_of_applications_are_never_given_twice()
    {
        var applicants = Applicants();
        var numbers = Enumerable.Range(0, 5000).Select(n => applicants.Make(n, Some.Today).Message["ADC201"]!).ToHashSet();

        Assert.Equal(5000, numbers.Count);
    }
}
