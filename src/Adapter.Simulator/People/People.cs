using Adapter.Contracts;

namespace Adapter.Simulator;

/// <summary>Fills an application with the data of one plausible person.</summary>
sealed class People(Agreement agreement)
{
    readonly string[] counties = [.. agreement.Tables["region"].Rows.Values
        .Where(row => row["level"] == "county" && row["status"] == "current").Select(row => row["code"]).Order(StringComparer.Ordinal)];

    readonly string[] occupations = [.. agreement.Tables["occupation"].Rows.Values
        .Where(row => row["level"] == "occupation").Select(row => row["code"]).Order(StringComparer.Ordinal)];

    public Message Application(Random random, string region, DateOnly day)
    {
        var female = random.Chance(0.5);
        var number = Number(random, random.Chance(0.7) ? region : random.Pick(counties), day, female);
        var minority = random.Chance(0.08);
        var (name, nation) = minority ? random.Pick(Words.Minority) : (Name(random), random.Chance(0.95) ? "01" : "03");
        var disabled = random.Chance(0.04);
        var members = new Dictionary<string, string?>
        {
            ["AAB301"] = region,
            ["AAE127"] = ChinaTime.Compact(day),
            ["AAC003"] = name,
            ["AAC004"] = female ? "2" : "1",
            ["AAC005"] = nation,
            ["AAC024"] = random.Chance(0.8) ? "13" : random.Pick("01", "03"),
            ["AAC011"] = random.Pick("20", "30", "41", "44", "47", "60", "70"),
            ["AAC033"] = disabled ? "6" : random.Pick("1", "1", "1", "2", "3"),
            ["ALA040"] = disabled ? $"{random.Next(1, 11):D2}" : "",
            ["AJC090"] = ChinaTime.Compact(day.AddDays(-random.Next(1, 300))),
            ["AAC002"] = number,
            ["AAC058"] = "01",
            ["AAC044"] = number,
        };
        Places(members, random, region);
        Skills(members, random);
        Wishes(members, random);
        return Message.Of(agreement.Kind("application"), members);
    }

    void Places(Dictionary<string, string?> members, Random random, string region)
    {
        members["AAB299"] = random.Chance(0.7) ? region : random.Pick(counties);
        members["AAC010"] = Address(random);
        members["AAF016"] = region;
        members["AAC046"] = Address(random);
        members["AAC067"] = $"1{random.Pick("30", "35", "38", "50", "59", "77", "86", "99")}{random.Next(100_000_000):D8}";
        members["AAE005"] = random.Pick("", "", $"0531-{random.Next(80_000_000, 89_999_999)}", $"0531-{random.Next(80_000_000, 89_999_999)}-80");
        members["AAE159"] = random.Chance(0.2) ? $"u{random.Next(1_000_000)}@example.cn" : "";
        members["ADC221"] = random.Pick("1", "2");
    }

    void Skills(Dictionary<string, string?> members, Random random)
    {
        if (!random.Chance(0.3)) return;
        members["ACA111"] = random.Pick(occupations);
        members["AAC015"] = random.Pick("1", "2", "3", "4", "5");
        if (!random.Chance(0.2)) return;
        members["ACA204"] = "011";
        members["ACA206"] = "411";
    }

    static void Wishes(Dictionary<string, string?> members, Random random)
    {
        var other = random.Chance(0.05);
        members["AJC093"] = other ? "90" : random.Pick("10", "21", "22", "24", "31", "33");
        members["ADC220"] = other ? "随配偶迁居后失业" : "";
        members["ACA112"] = string.Join('|', Enumerable.Range(0, random.Next(4)).Select(_ => random.Pick(Words.Intentions)));
        members["AAE815"] = random.Chance(0.1) ? "家中有老人需要照顾，希望就近就业。" : "";
        members["ADC222"] = random.Pick("1", "2");
    }

    static string Number(Random random, string region, DateOnly day, bool female)
    {
        var birth = day.AddDays(-random.Next(17 * 366, 59 * 365));
        var order = random.Next(0, 500) * 2 + (female ? 0 : 1);
        return CheckDigit.Complete($"{region}{ChinaTime.Compact(birth)}{order:D3}");
    }

    static string Name(Random random) =>
        random.Pick(Words.Surnames) + (random.Chance(0.06) ? random.Pick(Words.Rare) : random.Pick(Words.Given));

    static string Address(Random random) =>
        $"{random.Pick(Words.Streets)}{random.Next(1, 400)}号{random.Next(1, 30)}号楼{random.Next(1, 5)}单元{random.Next(101, 2905)}室";
}
