using System.Net;

namespace Adapter.EndToEnd.Support;

/// <summary>Looks after what the platform refused, and sends it again.</summary>
sealed class Operator(Province province)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Uploads that were sent again so far.</summary>
    public int Replayed { get; private set; }

    /// <summary>Goes on until everything is delivered; false when that takes longer.</summary>
    public Task<bool> Clear(TimeSpan within) => Eventually.Becomes(async () =>
        !await Replay() && await province.IsDrained() && (await province.In("failed")).Count == 0, within);

    async Task<bool> Replay()
    {
        if ((await province.In("failed")).Count == 0) return false;
        var begun = await province.Client.Hand("/api/uploads/replay", new { filter = new { state = "failed" }, reason = "部平台故障已排除，重新上传" });
        Assert.True(begun.Status == HttpStatusCode.Accepted, begun.Text);
        Replayed += (int)begun["total"];
        await Eventually.Holds(async () => (await province.Client.Look($"/api/jobs/{begun["id"]}")).Body!.Text("state") == "done", Patience, province.WhatIsOpen);
        return true;
    }
}
