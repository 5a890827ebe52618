using Adapter.Contracts;
using Adapter.Tests.Support;

namespace Adapter.Tests.Contracts;

/// <summary>Where the notices contradict themselves: the list at the end of rules.md.</summary>
public sealed class ConflictTests
{
    static readonly Kind Application = Agreement.Embedded.Kind("application");
    static readonly Kind Result = Agreement.Embedded.Kind("audit-result");
    static readonly Kind Exit = Agreement.Embedded.Kind("deregistration");

    [Fact]
    public void An_unemployment_date_of_six_digits_is_taken_in_a_result_and_not_in_an_application()
    {
        Assert.Equal(["AJC090 date.month warning"], Verdict.On(Some.AuditResult().With("AJC090", "202601")));
        Assert.Equal(["AJC090 date error"], Verdict.On(Some.Application().With("AJC090", "202601")));
        Assert.Equal(["AJC090 date error"], Verdict.On(Some.AuditResult().With("AJC090", "202613")));
    }

    [Theory]
    [InlineData("AAC010", 150, 100)]
    [InlineData("AAC046", 150, 100)]
    [InlineData("AAE005", 20, 40)]
    public void A_length_is_that_of_the_kinds_own_list(string field, int application, int result) =>
        Assert.Equal((application, result), (Application.Find(field)!.Length, Result.Find(field)!.Length));

    [Fact]
    public void Title_and_level_of_the_first_pair_are_taken_in_both_fields_and_of_the_others_are_not()
    {
        var full = Some.Full("application");

        Assert.Equal(["AAC200 code.swapped warning", "AAC014 code.swapped warning"], Verdict.On(full.With("AAC200", "411").With("AAC014", "011")));
        Assert.Equal(["ACA204 code.unlisted warning", "ACA206 code error"], Verdict.On(full.With("ACA204", "411").With("ACA206", "012")));
    }

    [Fact]
    public void An_address_without_a_type_counts_as_text_and_a_date_without_a_length_has_eight()
    {
        Assert.True(Application.Find("AAC010")!.IsText);
        Assert.Equal((8, 8), (Result.Find("AAE036")!.Length, Exit.Find("AAE036")!.Length));
    }

    [Fact]
    public void A_deregistration_has_no_sex_to_check_its_number_against()
    {
        Assert.Null(Exit.Find("AAC004"));
        Assert.DoesNotContain(Exit.Find("AAC002")!.Checks, check => check.Rule == "id.gender");
        Assert.Empty(Verdict.On(Some.Deregistration(1)));
        Assert.Empty(Verdict.On(Some.Deregistration(2)));
    }

    [Fact]
    public void The_place_of_registration_has_the_two_codes_of_the_interface() =>
        Assert.Equal(["1", "2"], Agreement.Embedded.Tables["ADC221"].Rows.Keys.Order());

    [Fact]
    public void Deregistering_on_a_forbidden_ground_alone_is_doubted_and_not_refused()
    {
        Assert.Equal(["AJC00A policy.ground warning"], Verdict.On(Some.Deregistration().With("AJC00A", "31")));
        Assert.Equal(["31", "32"], Agreement.Embedded.Tables["AJC00A"].Rows.Keys.Where(code => Agreement.Embedded.Tables["AJC00A"].Says(code, "forbidden_alone", "yes")).Order());
    }

    [Fact]
    public void An_occupation_of_another_edition_is_doubted_and_not_refused() =>
        Assert.Equal(["ACA111 code.unlisted warning"], Verdict.On(Some.Application().With("ACA111", "4030199").With("AAC015", "3")));
}
