namespace Adapter.Contracts;

/// <summary>The members of one record while it is read: they go into the message, with what is unlisted and what cannot be taken.</summary>
struct Members(Message message)
{
    Dictionary<string, int>? unlisted;
    List<string>? unknown;
    List<string>? malformed;

    public void Add(Field field, Slice value, bool isReadable)
    {
        if (isReadable && !message.Has(field.Index))
        {
            message.Put(field.Index, value);
            return;
        }
        Spoil(field.Code);
        message.Put(field.Index, Slice.Void);
    }

    public void Add(string name, Slice value, bool isReadable)
    {
        if (message.Kind.Find(name) is { } field) Add(field, value, isReadable);
        else AddUnlisted(name, isReadable);
    }

    public readonly void Close()
    {
        if (unknown is not null) message.Unknown = unknown;
        if (malformed is not null) message.Malformed = malformed;
    }

    void AddUnlisted(string name, bool isReadable)
    {
        (unlisted, unknown) = (unlisted ?? new(StringComparer.OrdinalIgnoreCase), unknown ?? []);
        if (unlisted.TryAdd(name, unknown.Count))
        {
            unknown.Add(name);
            if (!isReadable) Spoil(name);
            return;
        }
        var place = unlisted[name];
        if (unknown[place] == name)
        {
            Spoil(name);
            return;
        }
        malformed?.Remove(unknown[place]);
        unknown[place] = name.ToUpperInvariant();
        Spoil(unknown[place]);
    }

    void Spoil(string name)
    {
        malformed ??= [];
        if (!malformed.Contains(name)) malformed.Add(name);
    }
}
