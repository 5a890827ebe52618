namespace Adapter.Store;

/// <summary>A write that means nothing but that writing works.</summary>
sealed class Pulse(TimeProvider time)
{
    public void Beat(Session session) => session.Execute(Sql.Beat, new { now = Stamp.Of(time.GetUtcNow()) });

    internal static class Sql
    {
        public const string Beat = "insert into meta (name, value) values ('pulse', @now) on conflict (name) do update set value = excluded.value";
    }
}
