using System.Text;
using Adapter.Contracts;
using Adapter.Tests.Support;

namespace Adapter.Tests.Contracts;

public sealed class CitizenIdTests
{
    static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    static IEnumerable<string> Thousand => Enumerable.Range(1, 1000).Select(Some.CitizenId);

    [Fact]
    public void A_thousand_numbers_are_well_formed_and_differ()
    {
        Assert.All(Thousand, number => Assert.True(CitizenId.WellFormed(Utf8(number))));
        Assert.Equal(1000, Thousand.Distinct().Count());
        Assert.Contains(Thousand, number => number.EndsWith('X'));
    }

    [Fact]
    public void Every_single_substitution_is_refused()
    {
        var tried = 0;
        foreach (var number in Thousand)
        {
            for (var place = 0; place < 18; place++)
            {
                foreach (var other in (place == 17 ? "0123456789X" : "0123456789").Where(other => other != number[place]))
                {
                    Assert.False(CitizenId.WellFormed(Utf8($"{number[..place]}{other}{number[(place + 1)..]}")));
                    tried++;
                }
            }
        }
        Assert.Equal(1000 * ((17 * 9) + 10), tried);
    }

    [Fact]
    public void Every_swap_of_neighbours_that_differ_is_refused()
    {
        var tried = 0;
        foreach (var number in Thousand)
        {
            for (var place = 0; place < 17; place++)
            {
                if (number[place] == number[place + 1]) continue;
                Assert.False(CitizenId.WellFormed(Utf8($"{number[..place]}{number[place + 1]}{number[place]}{number[(place + 2)..]}")));
                tried++;
            }
        }
        Assert.True(tried > 10_000);
    }

    [Fact]
    public void What_is_not_well_formed_is_an_error_of_the_record()
    {
        var application = Some.Application();
        foreach (var number in Thousand.Take(20))
        {
            foreach (var place in Enumerable.Range(0, 18))
            {
                var wrong = $"{number[..place]}{(number[place] == '7' ? '4' : '7')}{number[(place + 1)..]}";
                Assert.Equal(["id.checksum"], Verdict.At(application.With("AAC004", "9"), "AAC002", wrong));
            }
        }
    }

    [Fact]
    public void The_check_character_is_that_of_another_hand() => Assert.All(Thousand,
        number => Assert.Equal(Adapter.Simulator.CheckDigit.Of(number.AsSpan(0, 17)), CitizenId.CheckCharacter(Utf8(number))));

    [Fact]
    public void A_number_compares_by_its_long_form_with_a_large_X()
    {
        foreach (var number in Thousand)
        {
            Assert.Equal(number, CitizenId.Normalise(number));
            Assert.Equal(number, CitizenId.Normalise(number.ToLowerInvariant()));
            if (number[6] == '1') Assert.Equal(number, CitizenId.Normalise(Change.Fifteen(number)));
        }
        Assert.Equal("H12345678", CitizenId.Normalise("H12345678"));
        Assert.Equal("1101011990030700", CitizenId.Normalise("1101011990030700"));
    }

    [Fact]
    public void Birth_and_sex_are_read_from_both_forms()
    {
        var number = Change.Complete("37010219900307001");

        Assert.Equal(new DateOnly(1990, 3, 7), CitizenId.Birth(Utf8(number)));
        Assert.Equal(new DateOnly(1990, 3, 7), CitizenId.Birth(Utf8(Change.Fifteen(number))));
        Assert.True(CitizenId.IsMale(Utf8(number)));
        Assert.True(CitizenId.IsMale(Utf8(Change.Fifteen(number))));
        Assert.False(CitizenId.IsMale(Utf8(Change.Complete("37010219900307002"))));
    }

    [Fact]
    public void Retired_areas_and_residence_permits_are_no_error()
    {
        var retired = Agreement.Embedded.Tables["region"].Rows.Values.Where(row => row["status"] == "retired").Select(row => row["code"]).ToList();

        Assert.True(retired.Count > 3000);
        foreach (var area in retired)
            Assert.Empty(Verdict.At(Some.Application(), "AAC002", Change.Complete($"{area}19600307001")));
        foreach (var permit in new[] { "810000", "820000", "830000", "911234" })
            Assert.DoesNotContain(Verdict.Findings(Some.Application().With("AAC058", "03").With("AAC002", Change.Complete($"{permit}19900307001"))), finding => finding.IsError);
    }
}
