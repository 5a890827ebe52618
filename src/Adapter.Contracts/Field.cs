using System.Text;
using System.Text.Json;

namespace Adapter.Contracts;

/// <summary>One row of <c>contracts/fields.csv</c>: a field as the ministry's field list gives it.</summary>
/// <remarks>Source: 鲁人社字〔2020〕39号 附件5 四; 人社厅发〔2020〕79号 附件 二.</remarks>
public sealed record Field
{
    /// <summary>Place in <see cref="Kind.Fields"/>, from 0.</summary>
    public required int Index { get; init; }
    /// <summary>序号, from 1.</summary>
    public required int Number { get; init; }
    /// <summary>指标编码 as the ministry writes it: AAC002.</summary>
    public required string Code
    {
        get;
        init => (field, Opening, Member) = (value, Encoding.UTF8.GetBytes($"\"{value}\":\""), JsonEncodedText.Encode(value));
    }

    /// <summary>The code as the name of a member.</summary>
    internal JsonEncodedText Member { get; private init; }

    /// <summary>How a member with a text begins in JSON: <c>"AAC002":"</c>.</summary>
    internal byte[] Opening { get; private init; } = [];
    /// <summary>指标名称: 社会保障号码.</summary>
    public required string Name { get; init; }
    public required bool Required { get; init; }
    /// <summary>指标类型: C, N or D ("" where the notice leaves it empty).</summary>
    public required string Type { get; init; }
    /// <summary>指标长度 in Unicode code points; null where there is none. AAE036 has it from its checks (<c>length:8</c>).</summary>
    public required int? Length { get; init; }
    /// <summary>The code tables a value may stand in; empty for a free field.</summary>
    public required IReadOnlyList<CodeTable> Tables { get; init; }
    /// <summary>What this field asks for beyond what its other columns imply, from the column <c>checks</c>.</summary>
    public required IReadOnlyList<FieldCheck> Checks { get; init; }
    /// <summary>Sensitivity S1 (keys, counts) to S4 (id numbers); S3 and S4 are masked and never logged.</summary>
    public required string Class { get; init; }

    /// <summary>Counted in bytes where the platform counts so: type C, and AAC010, whose type the notice leaves empty.</summary>
    public bool IsText => Type is "C" or "";
}
