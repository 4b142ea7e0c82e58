//! Everyone on the other side, and how they are found.

use std::collections::HashMap;

use super::Customer;
use crate::simulator::ids;
use crate::simulator::world::World;

/// Everyone, found by number or by user id.
#[derive(Debug, Default)]
pub(in crate::simulator) struct People {
    all: Vec<Customer>,
    by_wa_id: HashMap<String, usize>,
    by_user_id: HashMap<String, usize>,
}

impl People {
    pub fn all(&self) -> &[Customer] {
        &self.all
    }

    pub fn get(&self, id: usize) -> Option<&Customer> {
        self.all.get(id)
    }

    pub fn get_mut(&mut self, id: usize) -> Option<&mut Customer> {
        self.all.get_mut(id)
    }

    /// Adds a person; their id is their place.
    pub fn add(&mut self, mut customer: Customer) -> usize {
        let id = self.all.len();
        customer.id = id;
        customer.wa_id = customer.phone.as_deref().map(ids::wa_id);
        if let Some(wa_id) = &customer.wa_id {
            self.by_wa_id.insert(wa_id.clone(), id);
        }
        self.by_user_id.insert(customer.user_id.clone(), id);
        self.all.push(customer);
        id
    }

    /// Gives a person another number, where one is given, and another user id. Refuses what somebody else has.
    pub fn move_to(&mut self, id: usize, phone: Option<&str>, user_id: &str) -> bool {
        let wa_id = phone.map(ids::wa_id);
        let taken = |owner: Option<&usize>| owner.is_some_and(|owner| *owner != id);
        if taken(wa_id.as_ref().and_then(|new| self.by_wa_id.get(new))) || taken(self.by_user_id.get(user_id)) {
            return false;
        }
        let Some(customer) = self.all.get_mut(id) else { return false };
        self.by_user_id.remove(&customer.user_id);
        self.by_user_id.insert(user_id.to_owned(), id);
        user_id.clone_into(&mut customer.user_id);
        if let (Some(phone), Some(wa_id)) = (phone, wa_id) {
            customer.wa_id.replace(wa_id.clone()).map(|old| self.by_wa_id.remove(&old));
            self.by_wa_id.insert(wa_id, id);
            customer.phone = Some(phone.to_owned());
        }
        true
    }

    /// Lets a person be reached by a number that they do not show.
    pub fn reach(&mut self, id: usize, wa_id: &str) {
        self.by_wa_id.insert(wa_id.to_owned(), id);
    }

    pub fn with_wa_id(&self, wa_id: &str) -> Option<&Customer> {
        self.get(*self.by_wa_id.get(wa_id)?)
    }

    pub fn with_user_id(&self, user_id: &str) -> Option<&Customer> {
        self.get(*self.by_user_id.get(user_id)?)
    }

    /// By user id, or by a number in any spelling.
    pub fn find(&self, key: &str) -> Option<&Customer> {
        let digits = ids::only_digits(key);
        let by_number = || self.with_wa_id(&ids::wa_id(&digits)).or_else(|| self.with_wa_id(&digits));
        self.with_user_id(key).or_else(by_number)
    }
}

/// A number that nobody has.
pub(in crate::simulator) fn invented_number(world: &World) -> String {
    loop {
        let number = world.random(|rng| format!("1650{}", ids::digits(rng, 7)));
        if world.with(|state| state.people.with_wa_id(&number).is_none()) {
            return number;
        }
    }
}
