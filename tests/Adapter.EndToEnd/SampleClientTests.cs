using System.Globalization;
using System.Text.Json.Nodes;
using Adapter.EndToEnd.Support;
using Adapter.Simulator;

namespace Adapter.EndToEnd;

public sealed class SampleClientTests
{
    const int Cases = 200;
    const int OwnResults = 20;
    static readonly string[] County = ["370102"];

    [Fact]
    public async Task A_county_s_day_takes_the_client_less_than_ten_calls_and_one_a_decision()
    {
        await using var province = await Province.Open(new SimulatorOptions { Regions = County, Applications = Cases, Faulty = 0.1 });
        using var client = new SampleClient(province);
        await Eventually.Holds(async () => (await province.Client.All("/api/applications")).Count == Cases, TimeSpan.FromSeconds(30), province.WhatIsOpen);

        var pulled = await client.Run("pull");
        var decided = await client.Run("decide", client.Write("decisions.ndjson", (await province.Ministry.Applications()).Select(Decision)));
        await client.Run("submit", "audit-result", client.Write("results.ndjson", new CounterRecords(County).Results(2 * OwnResults)
            .Where(result => result["AAE540"] == "1").Take(OwnResults).Select(result => result.ToJson())));
        await province.Drained(TimeSpan.FromSeconds(30));
        await client.Run("follow");

        Assert.Equal((Cases, Cases), ((int)pulled["pulled"]!, (int)decided["calls"]!));
        Assert.InRange(client.Calls - Cases, 5, 9);
        Assert.Equal(Cases + OwnResults, (await province.Ministry.Ledger()).Count);
        Assert.Equal(await SampleClient.Held(province.Client), await client.Book());
    }

    [Fact]
    public async Task A_day_done_twice_changes_nothing()
    {
        await using var province = await Province.Open(new SimulatorOptions { Regions = County, Applications = 20 });
        using var client = new SampleClient(province);
        await Eventually.Holds(async () => (await province.Client.All("/api/applications")).Count == 20, TimeSpan.FromSeconds(30), province.WhatIsOpen);
        var decisions = client.Write("decisions.ndjson", (await province.Ministry.Applications()).Select(Decision));

        for (var day = 0; day < 2; day++)
        {
            Assert.Equal(day == 0 ? 20 : 0, (int)(await client.Run("pull"))["pulled"]!);
            await client.Run("decide", decisions);
            await province.Drained(TimeSpan.FromSeconds(30));
            Assert.Equal(day == 0 ? 80 : 0, (int)(await client.Run("follow"))["events"]!);
        }

        Assert.Equal(20, (await province.Ministry.Ledger()).Count);
        Assert.Equal(await SampleClient.Held(province.Client), await client.Book());
    }

    /// <summary>A line of the file, as a clerk's program writes it: a field that does not fit is given shorter.</summary>
    static string Decision(JsonNode application)
    {
        var number = application.Text("ADC201");
        var decision = new JsonObject { ["ADC201"] = number, ["AAE540"] = "1", ["AAE011"] = "周洁" };
        if (int.Parse(number[^2..], CultureInfo.InvariantCulture) % 10 == 3) (decision["AAE540"], decision["AAE360"]) = ("2", "多次联系不上本人，无法核实");
        if (application["flaw"]?.Text("resultRule") == "length")
        {
            var field = application["flaw"]!.Text("field");
            decision["corrections"] = new JsonObject { [field] = application["content"]!.Text(field)[..100] };
        }
        return decision.ToJsonString(Json.Plain);
    }
}
