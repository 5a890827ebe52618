-- A result that was taken back by a deregistration.

create table withdrawal (
  result $text$ primary key, deregistration $text$ not null, proposal_id bigint not null references proposal (id));
create unique index withdrawal_deregistration on withdrawal (deregistration);
create unique index withdrawal_proposal on withdrawal (proposal_id);
