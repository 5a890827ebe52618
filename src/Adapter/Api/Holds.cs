using Adapter.Contracts;
using Adapter.Delivery;
using Adapter.Ministry;
using Adapter.Store;

namespace Adapter.Api;

/// <summary>What holds more than one row. Of regions and interfaces only the daemon knows: without gates it is not told.</summary>
sealed class Holds(OpeningHours hours, StoreState store, TimeProvider time, Gates? gates = null)
{
    public bool KnowsAll => gates is not null;

    public Hold? Of(Kind kind, UploadRow row)
    {
        if (!store.IsWritable) return new("本系统数据库暂时不能写入，已暂停上传", null);
        return hours.OpensAt(kind.Interface, time.GetUtcNow()) is { } opens
            ? new("部平台维护中", opens)
            : gates?.HoldOf(new() { Kind = row.Kind, AAB301 = row.AAB301 });
    }
}
