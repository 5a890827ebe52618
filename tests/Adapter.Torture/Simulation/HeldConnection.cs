using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Adapter.Torture.Worlds;

/// <summary>A connection that is opened once and never closed: its statements stay compiled over all lives.</summary>
sealed class HeldConnection(string connectionString) : SqliteConnection(connectionString)
{
    const int Unlimited = 1_000_000;

    readonly Dictionary<string, Stack<SqliteCommand>> commands = new(StringComparer.Ordinal);
    bool isFull;

    /// <summary>Nothing: it is used by others.</summary>
    public override void Close()
    {
    }

    /// <summary>A crash: what is not committed is undone.</summary>
    public void Crash() => Transaction?.Dispose();

    /// <summary>Really.</summary>
    public void End()
    {
        foreach (var command in commands.Values.SelectMany(held => held)) command.Dispose();
        base.Close();
    }

    /// <summary>No page may be added while it is full.</summary>
    public void Limit(bool isFull)
    {
        if (isFull == this.isFull) return;
        this.isFull = isFull;
        using var command = CreateCommand();
        command.CommandText = "pragma page_count";
        var pages = isFull ? (long)command.ExecuteScalar()! : Unlimited;
        command.CommandText = $"pragma max_page_count = {pages}";
        command.ExecuteNonQuery();
    }

    protected override void Dispose(bool disposing)
    {
    }

    protected override DbCommand CreateDbCommand() => new HeldCommand(this);

    SqliteCommand Lease(string text)
    {
        if (commands.TryGetValue(text, out var held) && held.TryPop(out var command)) return command;
        return new(text, this);
    }

    void GiveBack(SqliteCommand command)
    {
        command.Parameters.Clear();
        command.Transaction = null;
        if (!commands.TryGetValue(command.CommandText, out var held)) commands[command.CommandText] = held = new();
        held.Push(command);
    }

    sealed class HeldCommand(HeldConnection connection) : DbCommand
    {
        SqliteCommand? leased;
        DbTransaction? transaction;

        SqliteCommand Leased => leased ?? throw new InvalidOperationException("a command without a text");

        [AllowNull]
        public override string CommandText
        {
            get => leased?.CommandText ?? "";
            set
            {
                leased = connection.Lease(value ?? "");
                leased.Transaction = (SqliteTransaction?)transaction ?? connection.Transaction;
            }
        }

        public override int CommandTimeout { get; set; }
        public override CommandType CommandType { get; set; } = CommandType.Text;
        public override bool DesignTimeVisible { get; set; }
        public override UpdateRowSource UpdatedRowSource { get; set; }
        protected override DbConnection? DbConnection { get; set; } = connection;
        protected override DbParameterCollection DbParameterCollection => Leased.Parameters;

        protected override DbTransaction? DbTransaction
        {
            get => transaction;
            set
            {
                transaction = value;
                if (leased is not null) leased.Transaction = (SqliteTransaction?)value;
            }
        }

        public override void Cancel()
        {
        }

        public override void Prepare() => Leased.Prepare();

        public override int ExecuteNonQuery() => Leased.ExecuteNonQuery();

        public override object? ExecuteScalar() => Leased.ExecuteScalar();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Leased.ExecuteReader(behavior);

        protected override DbParameter CreateDbParameter() => new SqliteParameter();

        protected override void Dispose(bool disposing)
        {
            if (leased is not null) connection.GiveBack(leased);
            leased = null;
        }
    }
}
