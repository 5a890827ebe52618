namespace Adapter.Store;

/// <summary>A write that means nothing but that writing works.</summary>
sealed class Pulse(TimeProvider time)
{
    // More than what small writes find on pages that they have already.
    const int RoomBytes = 64 * 1024;

    public void Beat(Session session) => session.Execute(Sql.Beat, new { now = Stamp.Of(time.GetUtcNow()) });

    /// <summary>Beats, and takes new space and gives it back.</summary>
    public bool FindsRoom(Session session)
    {
        Beat(session);
        session.Execute(Sql.TakeRoom, new { room = new string('0', RoomBytes) });
        return session.Execute(Sql.GiveBack) == 1;
    }

    internal static class Sql
    {
        public const string Beat = "insert into meta (name, value) values ('pulse', @now) on conflict (name) do update set value = excluded.value";
        public const string TakeRoom = "insert into meta (name, value) values ('room', @room)";
        public const string GiveBack = "delete from meta where name = 'room'";
    }
}
