namespace Adapter.Contracts;

/// <summary>What a look is about: its rules are those of one subject.</summary>
enum Subject : byte
{
    Code,
    Date,
    Name,
    Id,
    Document,
    Disability,
    Mobile,
    Landline,
    Email,
    Skill,
    Reason,
    Intentions,
    Rejection,
    Text,
}
