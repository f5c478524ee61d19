/** What the invented Ombudsman says of each year. What it says in numbers, the year's totals bear out. */
export const forewords: ReadonlyMap<number, string> = new Map([
  [
    2018,
    `In rather more than half of the complaints we investigated, something had gone wrong.

Most of what we found could have been put right where it happened. A council that listens early spares people months of waiting, and spares itself our letter. Where we asked for something to be done, it nearly always was.`,
  ],
  [
    2019,
    `In six of every ten complaints we investigated, something had gone wrong.

The last weeks of this year were the first of the pandemic. These figures end before its effects can be seen in them, and we thank every council that went on answering complaints while so much else stopped.`,
  ],
  [
    2020,
    `We took no new complaints for about three months of this year, so that councils could look after the people who needed them first.

There are therefore fewer complaints here than in any other year, and they are not the same mixture. We do not compare this year with the one before, and ask others not to. In two of every three complaints we investigated, something had gone wrong.`,
  ],
  [
    2021,
    `Complaints came back this year, and with them the delays that had built up behind closed doors.

In two of every three complaints we investigated, something had gone wrong. Councils carried out nearly everything they agreed to do.`,
  ],
  [
    2022,
    `We now investigate fewer borderline cases, and look harder at those where people may have suffered most.

That changes our figures: in about three of every four complaints we investigated this year, something had gone wrong. It does not by itself mean that councils did worse, and this year’s rates cannot be set beside earlier ones.`,
  ],
  [
    2023,
    `In eight of every ten complaints we investigated, something had gone wrong.

Councils kept almost every promise they made to us, and that matters: a promise kept is a service changed. But more than one in eight was kept late, and for the person who waits, late is part of the harm. Too seldom had a council put things right before we were asked.`,
  ],
])
