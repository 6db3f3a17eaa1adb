select *,
    case when any_beyond or any_unknown then 'tension' else 'contradicts' end as relation,
    false as swapped,
    case when any_beyond then 'beyond' else '' end as conflict,
    cast(null as varchar) as reads,
    'outside(broader overlaps), open' as short
from vector
where meets

  and comparable                                           -- gate
  and not any_disjoint                                     -- apart
  and not idle                                             -- idle
  and not (any_unknown and count_open)                     -- no-number count
  and not (any_beyond and a_counted and kind = 'broader')  -- wider-kind kind
  and not (any_beyond and beside_count)                    -- beside-count measure population(overlaps)
  and not (a_counted and a_left_out)                       -- left-out(unsaid)
  and not (any_beyond and any_unknown)                     -- also: outside(broader overlaps), open
