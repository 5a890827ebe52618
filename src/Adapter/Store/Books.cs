namespace Adapter.Store;

/// <summary>The books that a stage reads and writes together in one transaction.</summary>
sealed record Books(Inbox Inbox, Outbox Outbox, Events Events, Persons Persons, Registrations Registrations, AuditLog Audit, Proposals Proposals);
