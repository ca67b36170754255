import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor, Door, Role } from '../domain/actor.js';
import type { PersonId } from '../domain/ids.js';
import { PersonEntity } from '../persistence/entities/person.entity.js';
import { Clock } from '../ports/clock.port.js';

export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string | null;
  readonly slackUserId: string | null;
  readonly roles: readonly Role[];
  readonly groups: readonly string[];
}

/** Who people are in every system, and which groups they belong to. Filled at sign-in and by import. */
@Injectable()
export class PersonDirectory {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  async get(id: string): Promise<Person | null> {
    return this.people.findOneBy({ id: id as PersonId });
  }

  async byEmail(email: string): Promise<Person | null> {
    return this.people.createQueryBuilder('person').where('lower(person.email) = lower(:email)', { email }).getOne();
  }

  async bySlackUser(slackUserId: string): Promise<Person | null> {
    return this.people.findOneBy({ slackUserId });
  }

  /** Everybody in at least one of the groups, each once, in the order of ids. */
  async membersOf(groups: readonly string[]): Promise<Person[]> {
    if (groups.length === 0) return [];
    return this.people
      .createQueryBuilder('person')
      .where('person.groups && :groups', { groups })
      .orderBy('person.id')
      .getMany();
  }

  /** Keeps what is known when a source does not know it: a sign-in without Slack id does not erase one. */
  async upsert(person: Omit<Person, 'slackUserId'> & { slackUserId?: string | null }): Promise<void> {
    const known = await this.get(person.id);
    await this.people.save({
      id: person.id,
      name: person.name,
      email: person.email ?? known?.email ?? null,
      slackUserId: person.slackUserId ?? known?.slackUserId ?? null,
      roles: [...person.roles],
      groups: [...person.groups],
      updatedAt: this.clock.now(),
    });
  }

  /** The person as an actor through a door; null when the directory does not know the id. */
  async actor(id: string, via: Door): Promise<Actor | null> {
    const person = await this.get(id);
    return person === null
      ? null
      : { personId: person.id, name: person.name, roles: person.roles, groups: person.groups, via };
  }

  private get people() {
    return this.database.getRepository(PersonEntity);
  }
}
