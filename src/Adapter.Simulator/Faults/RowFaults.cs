namespace Adapter.Simulator;

/// <summary>Faults in the fate of single rows of an upload.</summary>
static class RowFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        new()
        {
            Name = "row-failure",
            Chinese = "rows 行失败：CODE 为 code，MESSAGE 按流水号取 text 的一行，未入库，其余照常",
            English = "rows fail one by one with code, and with a line of text by the serial number, not applied; the others go on",
            Parameters = ["rows=1", "code=90000001", "text"],
            Interfaces = FaultTable.Uploads,
            Row = (hit, count) => hit.Places(count).Select(index => new RowFault(index, hit.Code("90000001"), false, hit.Lines)),
        },
        new()
        {
            Name = "row-failure-done",
            Chinese = "rows 行已入库，却答失败（CODE 为 code）",
            English = "rows are applied, and answered code as if they were not",
            Parameters = ["rows=1", "code=90000001"],
            Interfaces = FaultTable.Uploads,
            Row = (hit, count) => hit.Places(count).Select(index => new RowFault(index, hit.Code("90000001"), true)),
        },
        new()
        {
            Name = "exists-same",
            Chinese = "rows 行已入库，却答“已存在且内容相同”（40000001）",
            English = "rows are applied, and answered 40000001 exists, same",
            Parameters = ["rows=1"],
            Interfaces = FaultTable.Uploads,
            Row = (hit, count) => hit.Places(count).Select(index => new RowFault(index, "40000001", true)),
        },
        new()
        {
            Name = "exists-other",
            Chinese = "rows 行未入库，答“已存在且内容不同”（40000002）",
            English = "rows are not applied, and answered 40000002 exists, other",
            Parameters = ["rows=1"],
            Interfaces = FaultTable.Uploads,
            Row = (hit, count) => hit.Places(count).Select(index => new RowFault(index, "40000002", false)),
        },
    ];
}
