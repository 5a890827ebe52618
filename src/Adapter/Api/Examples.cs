using Adapter.Contracts;

namespace Adapter.Api;

/// <summary>Examples of the interface document: nobody's data.</summary>
static class Examples
{
    public const string Receipt = """{"AAB301":"370102","AAZ341":"370102260213000001","state":"waiting","findings":[]}""";
    public const string Decision = """{"AAE540":"2","AAE360":"联系电话有误，无法核实","AAE011":"经办员","corrections":{"AAC010":"泉城路1号"},"confirm":[]}""";
    public const string UploadItem = """
        {"kind":"audit-result","AAB301":"370102","AAZ341":"370102260213000001","version":1,"ADC201":"SQ0000000001","state":"waiting","why":"",
        "dueAt":"2026-02-13T02:00:00.000Z","deadline":"2026-02-25","attempts":0,"createdAt":"2026-02-13T02:00:00.000Z"}
        """;
    public const string UploadList = $$"""{"items":[{{UploadItem}}],"next":null}""";
    public const string GroupList = """
        {"items":[{"kind":"audit-result","state":"failed","class":"DataError","code":"30000002","field":"AAC011","message":"代码不在代码表中",
        "count":1000,"oldest":"2026-02-13T02:00:00.000Z"}],"next":null}
        """;
    public const string Upload = $$"""
        {"upload":{{UploadItem}},"waiting":{"state":"waiting","why":"","dueAt":"2026-02-13T02:00:00.000Z","waitsFor":null},"masked":true,
        "fields":{"AAC003":"张**"},"findings":[],"versions":[],"attempts":[]}
        """;
    public const string Release = $$"""{"upload":{{UploadItem}},"notice":"不再等到原定时间，立即上传。"}""";
    public const string ApplicationList = """
        {"items":[{"ADC201":"SQ0000000001","AAB301":"370102","state":"pending","deadline":"2026-02-25",
        "findings":[{"field":"AAC067","rule":"mobile","severity":"error","message":"手机号码：应为11位数字。","inherited":false}]}],"next":null}
        """;
    public const string Application = """
        {"ADC201":"SQ0000000001","AAB301":"370102","state":"pending","deadline":"2026-02-25","flagged":false,"version":1,
        "receivedAt":"2026-02-13T02:00:00.000Z","masked":true,"fields":{"AAC003":"张**"},"findings":[],
        "versions":[{"version":1,"receivedAt":"2026-02-13T02:00:00.000Z","differences":[]}],"timeline":[]}
        """;
    public const string EventList = """
        {"items":[{"seq":1,"at":"2026-02-13T02:00:00.000Z","type":"downloaded","kind":"application","ADC201":"SQ0000000001","AAB301":"370102","version":1}],"next":"MQ"}
        """;
    public const string Replay = """{"filter":{"state":"failed","code":"90000001"},"canary":1,"dryRun":false,"reason":"平台已恢复"}""";
    public const string Job = """
        {"id":1,"type":"replay","state":"running","reason":"平台已恢复","canary":1,"total":20,"released":1,"states":{"failed":19,"sending":1},"refused":{},
        "createdAt":"2026-02-13T02:00:00.000Z"}
        """;
    public const string Import = """
        {"id":2,"type":"import","state":"running","reason":"导入历史数据","canary":0,"total":300000,"released":12000,"states":{"waiting":9000,"delivered":2900},
        "refused":{"findings":60},"import":{"kind":"audit-result","stage":"take","dryRun":false,"digest":"9f86d081884c7d65","taken":11900,"known":40,
        "conflicts":0,"faulty":60,"paused":false,"rowsPerSecond":3200,"secondsLeft":90,"mapped":{"AAC033":{"A → 1":12000}},"unmapped":{}},
        "createdAt":"2026-02-13T02:00:00.000Z"}
        """;
    public const string Trial = """{"total":20,"skipped":{"delivered":2,"unknown":1}}""";

    public const string Hours = """
        {"items":[{"AAB301":"370102","day":"2026-02-13","repaired":0,"repair":{"at":"2026-02-12T19:30:00.000Z","state":"done","scope":"all",
        "dayFrom":"2026-02-03","dayTo":"2026-02-13","total":320,"held":320,"unlisted":0,"repaired":0},
        "hours":[{"hour":0,"state":"done","startedAt":"2026-02-12T16:00:00.000Z","endedAt":"2026-02-12T16:00:01.000Z","runs":1,"pages":1,
        "received":96,"new":3,"known":93,"changed":0,"flagged":1,"repaired":0}]}],"next":null}
        """;

    /// <summary>The required fields of a kind with a value of the right form.</summary>
    public static string Record(Kind kind) => "{" + string.Join(',', kind.Fields.Where(field => field.Required)
        .Select(field => $"\"{field.Code}\":\"{Value(field)}\"")) + "}";

    static string Value(Field field) => field.Code switch
    {
        "AAB301" or "AAB299" or "AAF016" => "370102",
        "AAZ341" => "370102260213000001",
        "AAC002" or "AAC044" => "370102199001010014",
        "AAC067" => "19900000001",
        _ when field.Tables is [{ Closed: true } table, ..] => table.Rows.Keys.Order(StringComparer.Ordinal).First(),
        _ when field.Type is "D" || field.Checks.Any(check => check.Rule == "date") => "20260213",
        _ => field.Name,
    };
}
