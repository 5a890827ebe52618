using Dapper;
using Microsoft.Data.Sqlite;

namespace Adapter.Torture.Worlds;

/// <summary>What no row may ever do, watched by triggers in the store itself: whoever does it is written down at once.</summary>
static class StoreRules
{
    const string Text = """
        create table broken (rule text not null, what text not null);
        create trigger acked_goes_back after update of state on upload when old.state = 'delivered' and new.state <> 'delivered'
          begin insert into broken values ('I12', 'upload ' || old.kind || '/' || old.AAZ341 || ' was delivered and is ' || new.state); end;
        create trigger content_changes after update of payload, digest, AAB301, AAZ341, kind, version, person on upload
          when new.payload <> old.payload or new.digest <> old.digest or new.person is not old.person
          begin insert into broken values ('I4', 'upload ' || old.AAZ341 || ' changed its content'); end;
        create trigger content_is_rewritten after update on upload_content
          begin insert into broken values ('I4', 'the content of upload ' || old.upload_id || ' was rewritten'); end;
        create trigger content_vanishes after delete on upload_content
          begin insert into broken values ('I2', 'the content of upload ' || old.upload_id || ' was deleted'); end;
        create trigger body_changes after update of body on batch when new.body <> old.body
          begin insert into broken values ('I4', 'batch ' || old.message_id || ' changed its body'); end;
        create trigger batch_vanishes after delete on batch
          begin insert into broken values ('I4', 'batch ' || old.message_id || ' was deleted'); end;
        create trigger upload_vanishes after delete on upload
          begin insert into broken values ('I2', 'upload ' || old.AAZ341 || ' was deleted'); end;
        create trigger application_vanishes after delete on application
          begin insert into broken values ('I2', 'application ' || old.ADC201 || ' was deleted'); end;
        create trigger decision_reopens after update of state on application when old.state = 'decided' and new.state <> 'decided'
          begin insert into broken values ('I12', 'application ' || old.ADC201 || ' was decided and is ' || new.state); end;
        create trigger decided_again after update of AAZ341 on application when old.AAZ341 is not null and new.AAZ341 is not old.AAZ341
          begin insert into broken values ('I7', 'application ' || old.ADC201 || ' got a second serial'); end;
        create trigger version_changes after update on application_version when new.payload <> old.payload or new.digest <> old.digest
          begin insert into broken values ('I2', 'application ' || old.ADC201 || ' version ' || old.version || ' was rewritten'); end;
        create trigger watermark_goes_back after update of day on watermark when new.day < old.day
          begin insert into broken values ('I12', 'watermark of ' || old.AAB301 || ' went back to ' || new.day); end;
        create trigger key_of_two_persons after insert on upload when exists (
            select 1 from upload o where o.AAZ341 = new.AAZ341 and o.AAB301 = new.AAB301 and o.kind = new.kind and o.id <> new.id
              and o.person is not new.person)
          begin insert into broken values ('I13', 'key ' || new.AAZ341 || ' has two persons'); end;
        """;

    public static void Add(SqliteConnection connection) => connection.Execute(Text);

    public static IEnumerable<string> Broken(SqliteConnection connection) => connection.Query<string>("select rule || ': ' || what from broken");
}
