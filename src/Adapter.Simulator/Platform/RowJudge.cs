using Adapter.Contracts;

namespace Adapter.Simulator;

/// <summary>What became of one row.</summary>
sealed record RowVerdict(string Code, string Message, string Field = "", string PlatformSerial = "")
{
    /// <summary>Something was written into the ledger.</summary>
    public bool Written { get; init; }
}

/// <summary>Takes or refuses one row: key, region, application, content, and only then the ledger.</summary>
sealed class RowJudge(Rulebook rules, Books books)
{
    public RowVerdict Judge(UploadedRow row, string messageId, DateTimeOffset now)
    {
        var message = row.Message;
        var application = message["ADC201"] is { Length: > 0 } number ? books.Shelf.Find(number) : null;
        var errors = rules.Errors(message, now, application?.Message);
        if (message.Key is null) return Of(errors.FirstOrDefault(error => message.Kind.Key.Contains(error.Field)) ?? errors[0]);
        lock (books.Ledger.Door)
        {
            var held = books.Ledger.Find(message.Kind.Name, message["AAB301"]!, message["AAZ341"]!);
            if (held is not null) books.Ledger.Seen(held, messageId);
            if (held?.Sm3 == row.Sm3) return Code("exists-same") with { PlatformSerial = held.PlatformSerial };
            if (Wrong(row, application, held) is { } wrong) return wrong;
            if (errors.FirstOrDefault(error => held is null || error.Rule != "region.offline") is { } error) return Of(error);
            if (held is not null && row.OperFlag != rules.Profile.Values.OperCorrection) return Code("exists-other");
            return Write(row, messageId, now, application);
        }
    }

    RowVerdict? Wrong(UploadedRow row, Application? application, Holding? held)
    {
        var message = row.Message;
        if (rules.Options.OtherRegions.Contains(message["AAB301"]!)) return Code("not-your-region", "AAB301");
        if (row.OperFlag.Length > 0 && row.OperFlag != rules.Profile.Values.OperNew && row.OperFlag != rules.Profile.Values.OperCorrection)
            return Code("code", rules.Profile.Body.OperFlag);
        if (held is null && row.OperFlag == rules.Profile.Values.OperCorrection)
            return Code("unknown-registration", rules.Profile.Body.OperFlag);
        if (WrongApplication(message, application) is { } wrong) return wrong;
        var unregistered = rules.Options.RegistrationNeeded && message.Kind.Ends is not null
            && !books.Ledger.IsRegistered(Contracts.Person.Of(message) ?? "");
        return unregistered ? Code("unknown-registration") : null;
    }

    RowVerdict? WrongApplication(Message message, Application? application)
    {
        if (message["ADC201"] is not { Length: > 0 } number) return null;
        if (application is null) return Code("unknown-application", "ADC201");
        if (application.Region != message["AAB301"]) return Code("not-your-region", "AAB301");
        var under = books.Ledger.DecidedUnder(number);
        return under is null || under == (message["AAB301"]!, message["AAZ341"]!) ? null : Code("closed", "ADC201");
    }

    RowVerdict Write(UploadedRow row, string messageId, DateTimeOffset now, Application? application)
    {
        var holding = books.Ledger.Write(row.Message, row.Sm3, messageId, now);
        application?.Decide();
        return Code("ok") with { PlatformSerial = holding.PlatformSerial, Written = true };
    }

    RowVerdict Of(Finding error) => new(rules.Profile.CodeOfRule(error.Rule), error.Message, error.Field);

    RowVerdict Code(string id, string field = "") =>
        new(rules.Profile.Code(id), rules.Profile.Codes.First(rule => rule.Id == id).Means, field);
}
