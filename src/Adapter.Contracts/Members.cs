namespace Adapter.Contracts;

/// <summary>The members of one record while it is read: values by field, what is unlisted, what cannot be taken.</summary>
sealed class Members(Kind kind)
{
    readonly string?[] values = new string?[kind.Fields.Count];
    readonly bool[] seen = new bool[kind.Fields.Count];
    readonly Dictionary<string, int> unlisted = new(0, StringComparer.OrdinalIgnoreCase);
    readonly List<string> unknown = [];
    readonly List<string> malformed = [];
    int next;

    /// <summary>The field that follows the last one; records mostly come in the order of the list.</summary>
    public Field? Expected => next < kind.Fields.Count ? kind.Fields[next] : null;

    public static Message Nothing(Kind kind) => new(kind) { Malformed = [""] };

    /// <summary>Takes a member; <paramref name="field"/> when it is known already.</summary>
    public void Add(string name, Field? field, string? value, bool readable)
    {
        field ??= kind.Find(name);
        if (field is null) AddUnlisted(name, readable);
        else AddListed(field, value, readable);
    }

    public Message ToMessage() => new(kind, values) { Unknown = unknown, Malformed = malformed };

    void AddListed(Field field, string? value, bool readable)
    {
        next = field.Index + 1;
        if (seen[field.Index] || !readable) Spoil(field.Code);
        values[field.Index] = seen[field.Index] || !readable ? null : value;
        seen[field.Index] = true;
    }

    void AddUnlisted(string name, bool readable)
    {
        if (unlisted.TryAdd(name, unknown.Count))
        {
            unknown.Add(name);
            if (!readable) Spoil(name);
            return;
        }
        var place = unlisted[name];
        if (unknown[place] == name)
        {
            Spoil(name);
            return;
        }
        malformed.Remove(unknown[place]);
        unknown[place] = name.ToUpperInvariant();
        Spoil(unknown[place]);
    }

    void Spoil(string name)
    {
        if (!malformed.Contains(name)) malformed.Add(name);
    }
}
