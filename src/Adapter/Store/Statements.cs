using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Adapter.Store;

/// <summary>
/// One SQLite connection that keeps every statement it has prepared: SQLite would read and plan the same text again for
/// each row, which costs more than the row. For one thread, as its connection is.
/// </summary>
sealed class Statements : DbConnection
{
    // A text with a list is another one for some lengths of the list.
    const int MostKept = 500;

    static readonly ConditionalWeakTable<SqliteConnection, Statements> all = [];

    readonly SqliteConnection connection;
    readonly Dictionary<string, SqliteCommand> idle = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    Statements(SqliteConnection connection) => this.connection = connection;

    /// <summary>Those of a connection, whoever asks.</summary>
    public static Statements Of(SqliteConnection connection) => all.GetValue(connection, one => new(one));

    [AllowNull]
    public override string ConnectionString
    {
        get => connection.ConnectionString;
        set => connection.ConnectionString = value;
    }

    public override string Database => connection.Database;
    public override string DataSource => connection.DataSource;
    public override string ServerVersion => connection.ServerVersion;
    public override ConnectionState State => connection.State;

    public override void ChangeDatabase(string databaseName) => connection.ChangeDatabase(databaseName);

    public override void Open() => connection.Open();

    public override void Close() => connection.Close();

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => connection.BeginTransaction(isolationLevel);

    protected override DbCommand CreateDbCommand() => new Statement(this);

    SqliteCommand Take(string text) => idle.Remove(text, out var command) ? command : new(text, connection);

    void GiveBack(SqliteCommand command)
    {
        command.Parameters.Clear();
        if (idle.Count >= MostKept || !idle.TryAdd(command.CommandText, command)) command.Dispose();
    }

    // Without its mark a name is tried with every mark there is.
    string Marked(string name)
    {
        if (name.StartsWith('@')) return name;
        if (!names.TryGetValue(name, out var marked)) names[name] = marked = $"@{name}";
        return marked;
    }

    /// <summary>A kept statement while it is used: the values are its user's, the plan is not.</summary>
    sealed class Statement(Statements owner) : DbCommand
    {
        SqliteCommand? command;
        // The one of the first text: a list becomes as many parameters as it has items, which changes the text between them.
        SqliteCommand? collected;

        SqliteCommand Command => command ?? throw new InvalidOperationException("no text yet");

        SqliteCommand Ready()
        {
            if (collected is not null)
            {
                Command.Parameters.Clear();
                foreach (SqliteParameter parameter in collected.Parameters) Command.Parameters.Add(parameter);
            }
            foreach (SqliteParameter parameter in Command.Parameters) parameter.ParameterName = owner.Marked(parameter.ParameterName);
            return Command;
        }

        [AllowNull]
        public override string CommandText
        {
            get => command?.CommandText ?? "";
            set
            {
                if (collected is null) collected = command;
                else owner.GiveBack(Command);
                command = owner.Take(value ?? "");
                command.Transaction = (SqliteTransaction?)DbTransaction;
            }
        }

        public override int CommandTimeout { get; set; }
        public override CommandType CommandType { get; set; } = CommandType.Text;
        public override bool DesignTimeVisible { get; set; }
        public override UpdateRowSource UpdatedRowSource { get; set; }
        protected override DbConnection? DbConnection { get; set; } = owner;
        protected override DbParameterCollection DbParameterCollection => (collected ?? Command).Parameters;
        protected override DbTransaction? DbTransaction { get; set; }

        public override void Cancel() => command?.Cancel();

        public override int ExecuteNonQuery() => Ready().ExecuteNonQuery();

        public override object? ExecuteScalar() => Ready().ExecuteScalar();

        public override void Prepare() => Command.Prepare();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Ready().ExecuteReader(behavior);

        protected override DbParameter CreateDbParameter() => new SqliteParameter();

        protected override void Dispose(bool disposing)
        {
            if (disposing && command is not null) owner.GiveBack(command);
            if (disposing && collected is not null) owner.GiveBack(collected);
            (command, collected) = (null, null);
            base.Dispose(disposing);
        }
    }
}
