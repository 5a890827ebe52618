using System.Net;
using System.Text.Json.Nodes;

namespace Adapter.EndToEnd.Support;

/// <summary>Looks after what the platform refused, and sends it again.</summary>
sealed class Operator(Province province)
{
    /// <summary>Sends all that failed again; how many that were.</summary>
    public async Task<int> Replay()
    {
        var failed = await province.In("failed");
        foreach (var row in failed)
        {
            Assert.Equal(HttpStatusCode.OK, (await Order(row, "discard")).Status);
            Assert.Equal(HttpStatusCode.OK, (await Order(row, "restore")).Status);
        }
        return failed.Count;
    }

    /// <summary>Goes on until everything is delivered; false when that takes longer.</summary>
    public async Task<bool> Clear(TimeSpan within) => await Eventually.Becomes(async () =>
        await Replay() == 0 && await province.IsDrained() && (await province.In("failed")).Count == 0, within);

    Task<Answer> Order(JsonNode row, string call) => province.Client.Hand($"/api/uploads/{Ledgers.Key(row)}/{call}", new { reason = "部平台故障已排除，重新上传" });
}
