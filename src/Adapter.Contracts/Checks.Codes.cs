namespace Adapter.Contracts;

static partial class Checks
{
    static Breaches Code(ref Case at)
    {
        var offline = When((at.Steps.Asked & Breaches.RegionOffline) != 0 && at.Terms.IsOffline(at.Value), Breaches.RegionOffline);
        var listed = at.Steps.Tables[0].Index;
        if (!listed.TryFind(at.Value, out var doubts)) return Unlisted(ref at) | offline;
        at.IsPlain = listed.IsPlain;
        return doubts | offline;
    }

    static Breaches Unlisted(ref Case at)
    {
        var tables = at.Steps.Tables;
        for (var i = 1; i < tables.Length; i++)
        {
            if (tables[i].Index.TryFind(at.Value, out _)) return When(i == 1, Breaches.CodeSwapped);
        }
        if (tables[0] == at.Terms.RegionTable && at.Terms.IsOnline(at.Value)) return Breaches.None;
        foreach (var table in tables)
        {
            if (table.HasFormOf(at.Value)) return Breaches.CodeUnlisted;
        }
        return Breaches.Code;
    }
}
