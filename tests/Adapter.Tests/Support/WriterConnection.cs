using System.Data.Common;
using System.Runtime.CompilerServices;
using Adapter.Store;
using Dapper;

namespace Adapter.Tests.Support;

/// <summary>The writer's own connection, while it waits: a database that is read-only takes no order through the writer.</summary>
static class WriterConnection
{
    public static void Order(this Writer writer, string sql)
    {
        Assert.False(writer.IsWritable);
        Connection(writer)!.Execute(sql);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "connection")]
    static extern ref DbConnection? Connection(Writer writer);
}
