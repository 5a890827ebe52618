using System.Text;

namespace Adapter.Contracts;

/// <summary>Reads the comma-separated data files of contracts/: a header line, RFC 4180 quotes, UTF-8.</summary>
static class Csv
{
    /// <summary>The rows after the header, each as header -> value. Missing cells read as "".</summary>
    public static IEnumerable<IReadOnlyDictionary<string, string>> Rows(string text)
    {
        var lines = Cells(text).GetEnumerator();
        if (!lines.MoveNext()) yield break;
        var header = lines.Current;
        while (lines.MoveNext())
        {
            var cells = lines.Current;
            if (cells is [""]) continue;
            var row = new Dictionary<string, string>(header.Count);
            for (var i = 0; i < header.Count; i++) row.Add(header[i], i < cells.Count ? cells[i] : "");
            yield return row;
        }
    }

    static IEnumerable<List<string>> Cells(string text)
    {
        var row = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = text.StartsWith('\uFEFF') ? 1 : 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"' && quoted && i + 1 < text.Length && text[i + 1] == '"') { cell.Append('"'); i++; }
            else if (c == '"') quoted = !quoted;
            else if (quoted || (c is not ',' and not '\n' and not '\r')) cell.Append(c);
            else if (c is ',' or '\n')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (c == ',') continue;
                yield return row;
                row = [];
            }
        }
        if (cell.Length == 0 && row.Count == 0) yield break;
        row.Add(cell.ToString());
        yield return row;
    }
}
