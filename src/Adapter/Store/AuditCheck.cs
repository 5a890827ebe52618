namespace Adapter.Store;

/// <summary>Where the log is not as it was written.</summary>
/// <param name="Seq">The entry.</param>
/// <param name="What">changed, missing, persons, or head: another place has seen an entry here that is not the same, or gone.</param>
sealed record AuditFault(long Seq, string What)
{
    public string Line => What switch
    {
        "missing" => $"第 {Seq} 条缺失",
        "persons" => $"第 {Seq} 条所涉人员与写入时不符",
        "head" => $"第 {Seq} 条与另处留存的不符，或已不在：其后的记录可能被整段删改，或数据库被换回旧备份",
        _ => $"第 {Seq} 条被改动、插入或调换",
    };
}

/// <summary>So many entries were compared with their macs, and with heads that were written down elsewhere.</summary>
sealed record AuditReport(long Entries, int Heads, string HeadMac, IReadOnlyList<AuditFault> Faults)
{
    public string Line => Faults.Count > 0
        ? $"操作日志有 {Faults.Count} 处不符。请保护现场，不要再写入，并报告安全审计员"
        : $"操作日志完好：{Entries} 条{(Heads > 0 ? $"，与另处留存的 {Heads} 处末尾相符" : "。没有另处留存：末尾被删去的看不出来，请设置 Receipts:Directory；刚设置的，一分钟内开始留存")}";
}

/// <summary>Goes along the whole chain.</summary>
sealed class AuditCheck(Database database, AuditLog log)
{
    const int Part = 1000;
    const int MostFaults = 100;

    /// <param name="heads">Entries as another place has seen them.</param>
    /// <exception cref="StoreException">There are entries and no key.</exception>
    public AuditReport Run(IReadOnlyList<AuditHead> heads)
    {
        var faults = new List<AuditFault>();
        var (seq, mac) = (0L, "");
        var expected = heads.ToLookup(head => head.Seq);
        var met = 0;
        while (faults.Count < MostFaults && database.Read(session => Read(session, seq)) is { Count: > 0 } part)
        {
            foreach (var (row, persons) in part)
            {
                if (row.Seq != seq + 1) faults.Add(new(seq + 1, "missing"));
                if (row.Seal(log.Key(), mac) != row.Mac) faults.Add(new(row.Seq, "changed"));
                if (AuditRow.DigestOf(persons) != row.Persons) faults.Add(new(row.Seq, "persons"));
                foreach (var head in expected[row.Seq])
                {
                    met++;
                    if (head.Mac != row.Mac) faults.Add(new(row.Seq, "head"));
                }
                (seq, mac) = (row.Seq, row.Mac);
            }
        }
        var reached = seq;
        if (met < heads.Count) faults.Add(new(heads.Where(head => head.Seq > reached).Select(head => head.Seq).DefaultIfEmpty(reached + 1).Min(), "head"));
        return new(seq, heads.Count, mac, [.. faults.Distinct().Take(MostFaults)]);
    }

    List<(AuditRow Row, IReadOnlyList<string> Persons)> Read(Session session, long seq)
    {
        var rows = log.After(session, seq, Part);
        var persons = log.Persons(session, seq, rows.Count == 0 ? seq : rows[^1].Seq);
        return [.. rows.Select(row => (row, (IReadOnlyList<string>)[.. persons[row.Seq]]))];
    }
}
