using System.Text;
using Adapter.Contracts;

namespace Adapter.Torture.Worlds;

/// <summary>Made-up persons: the records of each, valid in every field.</summary>
sealed class People(Agreement agreement)
{
    public const int Count = 40;
    static readonly string[] Surnames = ["张", "王", "李", "赵", "司马"];
    static readonly string[] GivenNames = ["伟", "秀英", "建国", "芳"];

    readonly Message[] applications = [.. Enumerable.Range(1, Count).Select(seed => Of(agreement.Kind("application"), seed))];
    readonly Message[] results = [.. Enumerable.Range(1, Count).Select(seed => Of(agreement.Kind("audit-result"), seed))];
    readonly Message[] deregistrations = [.. Enumerable.Range(1, Count).Select(seed => Of(agreement.Kind("deregistration"), seed))];

    public Message Application(int person, string region, string number, DateOnly day) => applications[person]
        .With("AAB301", region).With("ADC201", number).With("AAE127", ChinaTime.Compact(day)).With("AJC090", ChinaTime.Compact(day.AddDays(-10)));

    /// <summary>An approved result; without a serial when it is "".</summary>
    public Message Result(int person, string region, string serial, DateOnly day) => results[person]
        .With("AAB301", region).With("AAZ341", serial).With("AAE127", ChinaTime.Compact(day)).With("AJC090", ChinaTime.Compact(day.AddDays(-10)))
        .With("AAE036", ChinaTime.Compact(day));

    public Message Deregistration(int person, string region, string serial, DateOnly day) => deregistrations[person]
        .With("AAB301", region).With("AAZ341", serial).With("ADC210", ChinaTime.Compact(day)).With("AAE036", ChinaTime.Compact(day));

    static Message Of(Kind kind, int seed) => Message.Of(kind, Usual(seed).Where(member => kind.Find(member.Key) is not null));

    static string Number(int seed)
    {
        var digits = $"370102{new DateOnly(1970, 1, 1).AddDays(seed * 191 % 9000):yyyyMMdd}{seed % 100:00}{(seed % 5 * 2) + (seed % 2)}";
        return digits + CitizenId.CheckCharacter(Encoding.UTF8.GetBytes(digits));
    }

    static Dictionary<string, string?> Usual(int seed) => new()
    {
        ["AAC003"] = Surnames[seed % Surnames.Length] + GivenNames[seed / 5 % GivenNames.Length],
        ["AAC004"] = seed % 2 == 1 ? "1" : "2",
        ["AAC005"] = "01",
        ["AAC011"] = "30",
        ["AAC033"] = "1",
        ["AAC002"] = Number(seed),
        ["AAC058"] = "01",
        ["AAC044"] = Number(seed),
        ["AAB299"] = "370102",
        ["AAC010"] = $"泉城路{seed}号",
        ["AAF016"] = "370102",
        ["AAC046"] = $"泺源大街{seed}号",
        ["AAC067"] = $"199{seed:00000000}",
        ["ADC221"] = "1",
        ["AJC093"] = "21",
        ["ADC222"] = "2",
        ["AAE540"] = "1",
        ["AAE011"] = "经办员",
        ["AJC00A"] = "11",
    };
}
