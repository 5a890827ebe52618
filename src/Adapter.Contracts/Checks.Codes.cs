namespace Adapter.Contracts;

static partial class Checks
{
    static bool Code(in Case at) => !IsListed(at) && !HasForm(at);

    static bool CodeUnlisted(in Case at) => IsListed(at) ? at.Field.Tables[0].IsDoubtful(at.Value) : HasForm(at);

    static bool CodeRetired(in Case at) => at.Field.Tables[0].Says(at.Value, "status", "retired");

    static bool CodeSwapped(in Case at) =>
        !at.Field.Tables[0].Rows.ContainsKey(at.Value) && at.Field.Tables[1].Rows.ContainsKey(at.Value);

    static bool RegionOffline(in Case at) => at.Terms.Regions.Count > 0 && !at.Terms.Regions.Contains(at.Value);

    // 人社厅发〔2020〕79号 (四)
    static bool PolicyGround(in Case at) => at.Field.Tables[0].Says(at.Value, "forbidden_alone", "yes");

    static bool IsListed(in Case at)
    {
        foreach (var table in at.Field.Tables)
        {
            if (table.Rows.ContainsKey(at.Value)) return true;
        }
        return at.Field.Tables[0] == at.Terms.RegionTable && at.Terms.Regions.Contains(at.Value);
    }

    static bool HasForm(in Case at)
    {
        foreach (var table in at.Field.Tables)
        {
            if (table.HasFormOf(at.Value)) return true;
        }
        return false;
    }
}
